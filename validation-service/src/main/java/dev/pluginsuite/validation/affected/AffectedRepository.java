package dev.pluginsuite.validation.affected;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pluginsuite.common.paging.Page;
import dev.pluginsuite.common.paging.PageRequest;
import dev.pluginsuite.common.time.Ids;
import dev.pluginsuite.validation.osv.VulnerableLibrary;
import dev.pluginsuite.validation.sbom.UncomparedSbom;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class AffectedRepository {
  // Cast twice: the driver writes a text for a parameter of type JSON as a JSON text.
  private static final String FOUND =
      """
      json_to_recordset(cast(cast(?2 as varchar) as json))
        as f (id uuid, library varchar, version varchar, purl varchar, "foundIn" varchar, advisory varchar,
          summary varchar, severity varchar, malicious boolean, "fixedIn" varchar)""";
  private static final String FORGET =
      """
      delete from affected_libraries a where a.package_id = ?1 and not exists
        (select 1 from %s where f.purl = a.purl and f.advisory = a.advisory)"""
          .formatted(FOUND);
  private static final String PUT =
      """
      insert into affected_libraries as a (id, package_id, plugin_id, plugin_version, library, library_version, purl,
        found_in, advisory, summary, severity, malicious, fixed_in, found_at, since)
      select f.id, ?1, ?3, ?4, f.library, f.version, f.purl, f."foundIn", f.advisory, f.summary, f.severity,
        f.malicious, f."fixedIn", ?5, ?6
      from %s
      on conflict (package_id, purl, advisory) do update set plugin_version = excluded.plugin_version,
        found_in = excluded.found_in, summary = excluded.summary, severity = excluded.severity,
        malicious = excluded.malicious, fixed_in = excluded.fixed_in
      where (a.plugin_version, a.found_in, a.summary, a.severity, a.malicious, a.fixed_in) is distinct from
        (excluded.plugin_version, excluded.found_in, excluded.summary, excluded.severity, excluded.malicious,
          excluded.fixed_in)
      returning (xmax = 0)"""
          .formatted(FOUND);
  private static final String LIST =
      """
      select new dev.pluginsuite.validation.affected.AffectedView(a.id, a.packageId, a.pluginId, a.pluginVersion,
        k.status, a.library, a.libraryVersion, a.purl, a.foundIn, a.advisory, a.summary, a.severity, a.malicious,
        a.fixedIn, a.foundAt)
      from AffectedLibrary a left join KnownPackage k on k.packageId = a.packageId
      where a.id < ?1 and (?2 is null or a.advisory = ?2) and (?3 is null or k.status = ?3)
        and (?4 is null or cast(a.packageId as string) = ?4)
      order by a.id desc""";
  private static final String LIBRARIES = "from AffectedLibrary a where a.packageId = ?1";
  private static final String PACKAGES =
      "from AffectedPackage p where p.packageId < ?1 order by p.packageId desc";

  private final ObjectMapper json;

  AffectedRepository(ObjectMapper json) {
    this.json = json;
  }

  /** A library as a row of the statements. */
  record Row(
      UUID id,
      String library,
      String version,
      String purl,
      String foundIn,
      String advisory,
      @Nullable String summary,
      String severity,
      boolean malicious,
      @Nullable String fixedIn) {
    static Row of(VulnerableLibrary it) {
      var library = it.library();
      return new Row(
          Ids.next(),
          library.name(),
          library.version(),
          library.purl(),
          library.foundIn(),
          it.advisory(),
          it.summary(),
          it.severity().name(),
          it.malicious(),
          it.fixedIn());
    }
  }

  /** One of which nothing was known yet is new. */
  Uni<AffectedPackage> of(UUID packageId) {
    return Panache.getSession()
        .chain(session -> session.find(AffectedPackage.class, packageId))
        .map(it -> it == null ? new AffectedPackage(packageId) : it);
  }

  /**
   * What a database says other than the one before.
   *
   * @param fresh how much became known
   * @param other how much is known no longer, or in other words
   */
  record Difference(long fresh, long other) {
    boolean isNone() {
      return fresh + other == 0;
    }
  }

  /** Instead of what an earlier database said. */
  Uni<Difference> put(
      UncomparedSbom sbom, List<VulnerableLibrary> found, long revision, Instant now) {
    var rows = rows(found);
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(FORGET)
                    .setParameter(1, sbom.packageId())
                    .setParameter(2, rows)
                    .executeUpdate()
                    .chain(
                        forgotten ->
                            session
                                .createNativeQuery(PUT, Boolean.class)
                                .setParameter(1, sbom.packageId())
                                .setParameter(2, rows)
                                .setParameter(3, sbom.pluginId())
                                .setParameter(4, sbom.version())
                                .setParameter(5, now)
                                .setParameter(6, revision)
                                .getResultList()
                                .map(written -> difference(forgotten, written))));
  }

  private static Difference difference(int forgotten, List<Boolean> written) {
    var fresh = written.stream().filter(Boolean::booleanValue).count();
    return new Difference(fresh, forgotten + written.size() - fresh);
  }

  Uni<Void> persist(AffectedPackage it) {
    return Panache.getSession().chain(session -> session.persist(it));
  }

  Uni<List<AffectedLibrary>> libraries(UUID packageId) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createQuery(LIBRARIES, AffectedLibrary.class)
                    .setParameter(1, packageId)
                    .getResultList());
  }

  Uni<Page<AffectedPackage>> packages(PageRequest page) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createQuery(PACKAGES, AffectedPackage.class)
                    .setParameter(1, page.before())
                    .setMaxResults(page.limit + 1)
                    .getResultList())
        .map(rows -> Page.of(rows, page.limit));
  }

  Uni<Page<AffectedView>> list(AffectedFilter filter, PageRequest page) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createQuery(LIST, AffectedView.class)
                    .setParameter(1, page.before())
                    .setParameter(2, filter.advisory())
                    .setParameter(3, filter.status())
                    .setParameter(4, filter.packageId())
                    .setMaxResults(page.limit + 1)
                    .getResultList())
        .map(rows -> Page.of(rows, page.limit));
  }

  private String rows(List<VulnerableLibrary> found) {
    try {
      return json.writeValueAsString(found.stream().map(Row::of).toList());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot write what was found", e);
    }
  }
}
