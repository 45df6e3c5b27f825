package dev.pluginsuite.validation.sbom;

import dev.pluginsuite.validation.npm.NpmComponent;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Which bills of materials were compared with which vulnerability database. */
@ApplicationScoped
class ComparisonRepository {
  private static final String CLAIM =
      """
      update package_sboms set compare_at = ?3
      where package_id = (select package_id from package_sboms where compared_with < ?1 and compare_at <= ?2
        order by compared_with, compare_at limit 1 for update skip locked)
      returning package_id""";
  private static final String LIBRARIES =
      "from PackageComponent c where c.packageId = ?1 order by c.id";
  private static final String DONE =
      """
      update package_sboms set compared_with = ?3, compare_at = ?4
      where package_id = ?1 and package_revision = ?2 and compared_with < ?3""";

  /** Whoever else asks at the same time gets another one. */
  Uni<@Nullable UncomparedSbom> claim(long generation, Instant now, Instant until) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(CLAIM, UUID.class)
                    .setParameter(1, generation)
                    .setParameter(2, now)
                    .setParameter(3, until)
                    .getSingleResultOrNull()
                    .chain(id -> id == null ? Uni.createFrom().nullItem() : read(session, id)));
  }

  private static Uni<UncomparedSbom> read(Mutiny.Session session, UUID packageId) {
    return session
        .find(PackageSbom.class, packageId)
        .chain(sbom -> libraries(session, packageId).map(it -> uncompared(sbom, it)));
  }

  private static Uni<List<PackageComponent>> libraries(Mutiny.Session session, UUID packageId) {
    return session
        .createQuery(LIBRARIES, PackageComponent.class)
        .setParameter(1, packageId)
        .getResultList();
  }

  private static UncomparedSbom uncompared(PackageSbom sbom, List<PackageComponent> components) {
    return new UncomparedSbom(
        sbom.packageId,
        sbom.packageRevision,
        sbom.pluginId,
        sbom.pluginVersion,
        components.stream().map(ComparisonRepository::library).toList());
  }

  private static NpmComponent library(PackageComponent it) {
    return new NpmComponent(it.name, it.componentVersion, it.licence, null, it.foundIn);
  }

  /** How many it was: none, if it was submitted again meanwhile or somebody else was faster. */
  Uni<Integer> done(UncomparedSbom it, long generation, Instant now) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(DONE)
                    .setParameter(1, it.packageId())
                    .setParameter(2, it.packageRevision())
                    .setParameter(3, generation)
                    .setParameter(4, now)
                    .executeUpdate());
  }
}
