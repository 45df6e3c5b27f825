package dev.pluginsuite.installation.packages;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pluginsuite.api.event.StateEvent;
import dev.pluginsuite.api.manifest.Manifest;
import dev.pluginsuite.api.registry.PackageState;
import dev.pluginsuite.api.registry.PackageStatus;
import dev.pluginsuite.installation.InstallationProblem;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The projection of packages. */
@ApplicationScoped
public class PackageService {
  /** Through varchar: the driver would write a string as a JSON string. */
  private static final String APPLY =
      """
      insert into known_packages as k (package_id, revision, registry_id, plugin_id, status, state)
      values (?1, ?2, ?3, ?4, ?5, cast(cast(?6 as varchar) as jsonb))
      on conflict (package_id) do update set revision = excluded.revision, registry_id = excluded.registry_id,
        plugin_id = excluded.plugin_id, status = excluded.status, state = excluded.state
      where k.revision < excluded.revision""";

  /** In the order of ids, so that two requests never wait for each other. */
  private static final String LOCK =
      "select cast(package_id as varchar) from known_packages where package_id in (?1) and (status = 'APPROVED' or status = 'DEPRECATED' and package_id = ?2) order by package_id for share";

  private static final UUID NONE = new UUID(0, 0);

  private final ObjectMapper json;

  PackageService(ObjectMapper json) {
    this.json = json;
  }

  /** Whether it was news. */
  @WithTransaction
  public Uni<Boolean> apply(StateEvent<PackageState> event) {
    var it = event.state();
    var state = write(it);
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(APPLY)
                    .setParameter(1, it.packageId())
                    .setParameter(2, event.revision())
                    .setParameter(3, it.registryId())
                    .setParameter(4, it.pluginId())
                    .setParameter(5, it.status().name())
                    .setParameter(6, state)
                    .executeUpdate())
        .map(changed -> changed == 1);
  }

  @WithSession
  public Uni<PackageState> get(UUID packageId) {
    return Panache.getSession()
        .chain(session -> session.find(KnownPackage.class, packageId))
        .onItem()
        .ifNull()
        .failWith(
            () ->
                InstallationProblem.PACKAGE_NOT_FOUND.because(
                    "There is no package %s.".formatted(packageId)))
        .map(it -> it.state);
  }

  @WithSession
  public Uni<List<PackageState>> all(Collection<UUID> packageIds) {
    return packageIds.isEmpty()
        ? Uni.createFrom().item(List.of())
        : list("from KnownPackage where packageId in ?1 order by packageId", packageIds);
  }

  /** Approved packages of these plugins in these registries. */
  @WithSession
  public Uni<List<PackageState>> approved(
      Collection<String> pluginIds, Collection<String> registryIds) {
    if (pluginIds.isEmpty() || registryIds.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    return list(
        "from KnownPackage where status = 'APPROVED' and pluginId in ?1 and registryId in ?2 order by packageId",
        pluginIds,
        registryIds);
  }

  /** The same, and those that are not offered any more. */
  @WithSession
  public Uni<List<PackageState>> published(
      Collection<String> pluginIds, Collection<String> registryIds) {
    if (pluginIds.isEmpty() || registryIds.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    return list(
        "from KnownPackage where status in ('APPROVED', 'DEPRECATED') and pluginId in ?1 and registryId in ?2 order by packageId",
        pluginIds,
        registryIds);
  }

  /**
   * Keeps them approved until the end of the transaction: a revocation waits, and then finds what
   * was installed.
   */
  @WithTransaction
  public Uni<Void> keepApproved(Set<UUID> packageIds) {
    return keepApproved(packageIds, null);
  }

  /**
   * The same.
   *
   * @param had one that the site goes back to: it may be deprecated since
   */
  @WithTransaction
  public Uni<Void> keepApproved(Set<UUID> packageIds, @Nullable UUID had) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(LOCK, String.class)
                    .setParameter(1, packageIds)
                    .setParameter(2, had == null ? NONE : had)
                    .getResultList())
        .invoke(
            approved -> {
              if (approved.size() != packageIds.size()) {
                throw InstallationProblem.PACKAGE_NOT_APPROVED.because(
                    "A package of the plan has just lost its approval; ask again.");
              }
            })
        .replaceWithVoid();
  }

  /** Of a package that passed validation, as every approved one did. */
  public static Manifest manifestOf(PackageState it) {
    return Objects.requireNonNull(it.manifest(), "a validated package has a manifest");
  }

  /** Refuses what was revoked, with the reason. */
  public static void requireNotRevoked(PackageState it) {
    if (it.status() == PackageStatus.REVOKED) {
      throw InstallationProblem.PACKAGE_REVOKED.because(
          "%s %s was revoked: %s".formatted(it.pluginId(), it.version(), it.reason()));
    }
  }

  private static Uni<List<PackageState>> list(String query, Object... parameters) {
    return Panache.getSession()
        .chain(
            session -> {
              var prepared = session.createQuery(query, KnownPackage.class);
              for (var i = 0; i < parameters.length; i++) {
                prepared.setParameter(i + 1, parameters[i]);
              }
              return prepared.getResultList();
            })
        .map(rows -> rows.stream().map(it -> it.state).toList());
  }

  private String write(PackageState state) {
    try {
      return json.writeValueAsString(state);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
