package dev.pluginsuite.registry.catalog;

/**
 * Something to narrow the catalogue by. Each is named like its query parameter, so that a counted
 * value is what to send.
 */
enum CatalogFacet {
  REGISTRY_ID("registryId", "registry_id", "registry_id = any(%s)"),
  RISK("risk", "risk", "risk = any(%s)"),
  LICENSE("license", "license", "license = any(%s)"),
  LICENSE_TYPE("licenseType", "license_type", "license_type = any(%s)"),
  HOOK("hook", "hooks", "hooks && %s"),
  PERMISSION("permission", "permissions", "permissions && %s"),
  MIN_RATING("minRating", "mean", "mean >= %s");

  private final String parameter;
  private final String column;
  private final String condition;

  CatalogFacet(String parameter, String column, String condition) {
    this.parameter = parameter;
    this.column = column;
    this.condition = condition;
  }

  String parameter() {
    return parameter;
  }

  String column() {
    return column;
  }

  /** SQL that is true for what has one of the wanted values. */
  String condition(String wanted) {
    return condition.formatted(wanted);
  }

  /** SQL that makes a row of each value of a row. */
  String rows() {
    return switch (this) {
      case REGISTRY_ID, RISK, LICENSE, LICENSE_TYPE -> "(select %s)".formatted(column);
      case HOOK, PERMISSION -> "unnest(%s)".formatted(column);
      // What has four stars has three: as the filter finds it.
      case MIN_RATING ->
          "(select stars from unnest(array[1, 2, 3, 4]) as stars where mean >= stars)";
    };
  }
}
