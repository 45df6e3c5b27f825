package dev.pluginsuite.registry.mirrors;

import dev.pluginsuite.api.registry.LicenseType;
import dev.pluginsuite.api.registry.RiskLevel;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What mirrors show, as rows. All methods run in the caller's transaction. */
@ApplicationScoped
class MirroredPackages {
  private static final String SHOW =
      """
      insert into mirrored_packages (registry_id, package_id, mirrored_at) values (?1, ?2, now())
      on conflict do nothing""";
  private static final String HIDE =
      "delete from mirrored_packages where registry_id = ?1 and package_id = ?2";
  private static final String HIDE_ALL = "delete from mirrored_packages where registry_id = ?1";
  private static final String SHOW_ALL =
      """
      insert into mirrored_packages (registry_id, package_id, mirrored_at)
      select ?1, cast(id as uuid), now() from unnest(string_to_array(?2, ',')) id
      on conflict do nothing""";
  private static final String HIDE_OTHERS =
      """
      delete from mirrored_packages where registry_id = ?1
      and not (package_id = any(cast(string_to_array(?2, ',') as uuid[])))""";
  private static final String CANDIDATES =
      """
      select id, plugin_id, license_type, risk from plugin_packages
      where registry_id = ?1 and status = 'APPROVED'""";

  Uni<?> set(String registryId, UUID packageId, boolean shown) {
    return execute(shown ? SHOW : HIDE, registryId, packageId);
  }

  Uni<?> clear(String registryId) {
    return execute(HIDE_ALL, registryId, null);
  }

  /** Shows exactly these. */
  Uni<?> replace(String registryId, List<UUID> packages) {
    var ids = String.join(",", packages.stream().map(UUID::toString).toList());
    return execute(HIDE_OTHERS, registryId, ids).chain(() -> execute(SHOW_ALL, registryId, ids));
  }

  /** The approved packages of a registry. */
  Uni<List<Mirrorable>> candidates(String sourceId) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(CANDIDATES, Object[].class)
                    .setParameter(1, sourceId)
                    .getResultList())
        .map(rows -> rows.stream().map(row -> candidate(sourceId, row)).toList());
  }

  private static Mirrorable candidate(String sourceId, Object[] row) {
    var risk = (String) row[3];
    return new Mirrorable(
        (UUID) row[0],
        sourceId,
        (String) row[1],
        LicenseType.valueOf((String) row[2]),
        risk == null ? null : RiskLevel.valueOf(risk),
        true);
  }

  private static Uni<Integer> execute(String sql, String registryId, @Nullable Object second) {
    return Panache.getSession()
        .chain(
            session -> {
              var query = session.createNativeQuery(sql).setParameter(1, registryId);
              return (second == null ? query : query.setParameter(2, second)).executeUpdate();
            });
  }
}
