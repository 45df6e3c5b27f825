package dev.pluginsuite.validation.sbom;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pluginsuite.common.paging.Page;
import dev.pluginsuite.common.paging.PageRequest;
import dev.pluginsuite.common.time.Ids;
import dev.pluginsuite.validation.npm.NpmComponent;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class SbomRepository implements PanacheRepositoryBase<PackageSbom, UUID> {
  private static final String PUT =
      """
      insert into package_sboms as s (package_id, package_revision, plugin_id, plugin_version, submitted_by, checksum,
        bom, created_at)
      values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
      on conflict (package_id) do update set package_revision = excluded.package_revision,
        plugin_id = excluded.plugin_id, plugin_version = excluded.plugin_version,
        submitted_by = excluded.submitted_by, checksum = excluded.checksum, bom = excluded.bom,
        created_at = excluded.created_at, compared_with = 0, compare_at = excluded.created_at
      where s.package_revision <= excluded.package_revision""";
  private static final String CLEAR = "delete from package_components where package_id = ?1";
  // Cast twice: the driver writes a text for a parameter of type JSON as a JSON text.
  private static final String ADD =
      """
      insert into package_components (id, package_id, name, component_version, purl, licence, found_in)
      select c.id, ?1, c.name, c.version, c.purl, c.licence, c."foundIn"
      from json_to_recordset(cast(cast(?2 as varchar) as json))
        as c (id uuid, name varchar, version varchar, purl varchar, licence varchar, "foundIn" varchar)""";
  private static final String OF = "packageId = ?1 and (?2 is null or submittedBy = ?2)";
  private static final String VERSIONS =
      "select distinct c.componentVersion from PackageComponent c where c.name = ?1";

  // Developers: their own, and what is approved.
  private static final String SEARCH =
      """
      select new dev.pluginsuite.validation.sbom.ComponentView(c.id, c.packageId, s.pluginId, s.pluginVersion,
        c.name, c.componentVersion, c.purl, c.licence, c.foundIn)
      from PackageComponent c join PackageSbom s on s.packageId = c.packageId
      where c.name = ?1 and c.componentVersion in (?2) and c.id < ?3
        and (?4 is null or s.submittedBy = ?4 or exists
          (select 1 from KnownPackage k where k.packageId = c.packageId and k.status = 'APPROVED'))
      order by c.id desc""";

  private final ObjectMapper json;

  SbomRepository(ObjectMapper json) {
    this.json = json;
  }

  /** A component as a row of the statement. */
  record Row(
      UUID id, String name, String version, String purl, @Nullable String licence, String foundIn) {
    static Row of(NpmComponent it) {
      return new Row(Ids.next(), it.name(), it.version(), it.purl(), it.licence(), it.foundIn());
    }
  }

  /** Instead of what an earlier submission of the package had. */
  Uni<Void> put(Sbom sbom) {
    var it = sbom.subject();
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(PUT)
                    .setParameter(1, it.packageId())
                    .setParameter(2, it.packageRevision())
                    .setParameter(3, it.pluginId())
                    .setParameter(4, it.version())
                    .setParameter(5, it.submittedBy())
                    .setParameter(6, it.checksum())
                    .setParameter(7, sbom.bom())
                    .setParameter(8, it.createdAt())
                    .executeUpdate())
        .chain(put -> put == 0 ? Uni.createFrom().voidItem() : putComponents(sbom));
  }

  private Uni<Void> putComponents(Sbom sbom) {
    var packageId = sbom.subject().packageId();
    var rows = rows(sbom.components());
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(CLEAR)
                    .setParameter(1, packageId)
                    .executeUpdate()
                    .chain(
                        () ->
                            session
                                .createNativeQuery(ADD)
                                .setParameter(1, packageId)
                                .setParameter(2, rows)
                                .executeUpdate()))
        .replaceWithVoid();
  }

  private String rows(List<NpmComponent> components) {
    try {
      return json.writeValueAsString(components.stream().map(Row::of).toList());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot write components", e);
    }
  }

  /**
   * @param submitter whose it has to be; null if anybody's will do
   */
  Uni<PackageSbom> find(UUID packageId, @Nullable String submitter) {
    return find(OF, packageId, submitter).firstResult();
  }

  /** Every version of a library that is in any package. */
  Uni<List<String>> versions(String name) {
    return Panache.getSession()
        .chain(
            session ->
                session.createQuery(VERSIONS, String.class).setParameter(1, name).getResultList());
  }

  /**
   * @param submitter who asks; null if that may know of every package
   */
  Uni<Page<ComponentView>> with(
      String name, List<String> versions, @Nullable String submitter, PageRequest page) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createQuery(SEARCH, ComponentView.class)
                    .setParameter(1, name)
                    .setParameter(2, versions)
                    .setParameter(3, page.before())
                    .setParameter(4, submitter)
                    .setMaxResults(page.limit + 1)
                    .getResultList())
        .map(rows -> Page.of(rows, page.limit));
  }
}
