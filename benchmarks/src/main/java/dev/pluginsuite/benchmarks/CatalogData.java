package dev.pluginsuite.benchmarks;

import java.io.IOException;
import java.sql.SQLException;

/**
 * Packages as submissions and reviews would leave them, the same in every run: texts of fifty of
 * eight hundred words, of which some are common and most are rare.
 */
final class CatalogData {
  static final int PACKAGES = 10_000;
  private static final String REGISTRY =
      """
      insert into plugin_registries (id, type, name, is_active, created_at, revision, version)
      values ('benchmark', 'ENTERPRISE', 'Benchmark', true, now(), 1, 0)""";

  /** A number that looks random: of {@code n} from 0 to below 1. */
  private static final String DICE =
      """
      create function pg_temp.dice(n bigint, salt integer) returns float8 language sql immutable as
      $$ select (hashint8extended(n, salt) & 1073741823) / 1073741824.0::float8 $$""";

  private static final String WORDS =
      """
      create function pg_temp.words(n bigint) returns text language sql immutable as $$
      select string_agg(
        (array['supplier', 'material', 'quality', 'inventory', 'report', 'alert', 'order', 'machine', 'forecast', 'dashboard'])
          [1 + floor(pg_temp.dice(n * 100 + i, 1) * 10)::int]
        || case when pg_temp.dice(n * 100 + i, 2) < 0.2 then '' else floor(pow(pg_temp.dice(n * 100 + i, 3), 2) * 80)::text end, ' ')
      from generate_series(1, 50) as i $$""";

  private static final String PLUGINS =
      """
      insert into plugin_packages (id, registry_id, plugin_id, plugin_version, status, validation, submission_id, manifest,
        package_url, checksum, size, declared, risk, license_type, uploaded_by, uploader, uploaded_at, decided_at, findings,
        revision, version)
      select gen_random_uuid(), 'benchmark', 'plugin-' || n, '1.' || n % 20 || '.0',
        case when n % 20 = 0 then 'DEPRECATED' else 'APPROVED' end, 'PASSED', gen_random_uuid(),
        json_build_object('id', 'plugin-' || n, 'name', 'Plugin ' || split_part(pg_temp.words(n), ' ', 1) || ' ' || n,
          'version', '1.' || n % 20 || '.0', 'author', 'Vendor ' || n % 97, 'apiVersion', '1.0.0',
          'description', pg_temp.words(n), 'license', (array['MIT', 'Apache-2.0', 'BSD-3-Clause', 'Proprietary'])[1 + n % 4],
          'mesVersion', '>=' || n % 6 || '.0.0',
          'hooks', json_build_array(
            (array['workOrder.beforeCreate', 'material.transform', 'alert.quality', 'report.generate'])[1 + n % 4],
            (array['erp.update', 'pdm.sync', 'dashboard.render'])[1 + n % 3]),
          'permissions', json_build_array(
            (array['users:read', 'materials:read', 'reports:write', 'quality:write'])[1 + n % 4], 'work_orders:read'))::text,
        'url', repeat('0', 64), 1, '{"permissions": [], "dependencies": {}}',
        (array['LOW', 'MEDIUM', 'HIGH'])[1 + n % 3], (array['FREE', 'SITE', 'ENTERPRISE'])[1 + n % 3],
        'dev@example.com', 'dev', now() - n * interval '1 minute', now() - n * interval '1 minute',
        '{"errors": [], "warnings": [], "securityFindings": []}', 1, 0
      from generate_series(1::bigint,"""
          + PACKAGES
          + ") as n";

  private static final String COUNTERS =
      """
      update catalog_counters set installs = floor(pow(pg_temp.dice(hashtext(plugin_id), 4), 3) * 500),
        rated_5 = floor(pg_temp.dice(hashtext(plugin_id), 5) * 20), rated_3 = floor(pg_temp.dice(hashtext(plugin_id), 6) * 10),
        rated_1 = floor(pg_temp.dice(hashtext(plugin_id), 7) * 5)
      where registry_id = 'benchmark'""";

  private CatalogData() {}

  static void fill(RunningSuite suite) throws IOException, SQLException {
    try (var connection = suite.database();
        var statement = connection.createStatement()) {
      statement.execute("set search_path = registry");
      for (var sql : new String[] {REGISTRY, DICE, WORDS, PLUGINS, COUNTERS}) {
        statement.execute(sql);
      }
      for (var table :
          new String[] {
            "plugin_packages", "catalog_entries", "catalog_places", "catalog_counters"
          }) {
        statement.execute("vacuum analyze " + table);
      }
    }
  }
}
