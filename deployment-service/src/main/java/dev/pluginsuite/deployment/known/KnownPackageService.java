package dev.pluginsuite.deployment.known;

import static dev.pluginsuite.deployment.problem.DeploymentProblem.PACKAGE_NOT_FOUND;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pluginsuite.api.event.StateEvent;
import dev.pluginsuite.api.registry.PackageState;
import dev.pluginsuite.api.registry.PackageStatus;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/** The projection of {@code registry.packages}. */
@ApplicationScoped
public class KnownPackageService {
  private static final String APPLY =
      """
      insert into known_packages as k (package_id, plugin_id, version, status, secrets, revision)
      values (?1, ?2, ?3, ?4, cast(cast(?5 as varchar) as jsonb), ?6)
      on conflict (package_id) do update
      set plugin_id = excluded.plugin_id, version = excluded.version, status = excluded.status,
          secrets = excluded.secrets, revision = excluded.revision
      where k.revision < excluded.revision""";

  /** Shared with other deployments, but not with a change: a revocation waits, or is seen. */
  private static final String GET =
      """
      select plugin_id, version, status, cast(secrets as varchar)
      from known_packages where package_id = ?1 for share""";

  private final ObjectMapper json;

  KnownPackageService(ObjectMapper json) {
    this.json = json;
  }

  /** Whether it is newer than what is known. */
  @WithTransaction
  public Uni<Boolean> apply(StateEvent<PackageState> event) {
    var state = event.state();
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(APPLY)
                    .setParameter(1, state.packageId())
                    .setParameter(2, state.pluginId())
                    .setParameter(3, state.version())
                    .setParameter(4, state.status().name())
                    .setParameter(5, write(secretsOf(state)))
                    .setParameter(6, event.revision())
                    .executeUpdate())
        .map(changed -> changed == 1);
  }

  /** Within the caller's transaction: the package stays as it is until that ends. */
  public Uni<KnownPackage> get(UUID packageId) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(GET, Object[].class)
                    .setParameter(1, packageId)
                    .getResultList())
        .map(
            rows -> {
              if (rows.isEmpty()) {
                throw PACKAGE_NOT_FOUND.because("No package %s.".formatted(packageId));
              }
              return known(packageId, rows.get(0));
            });
  }

  private KnownPackage known(UUID packageId, Object[] row) {
    return new KnownPackage(
        packageId,
        String.valueOf(row[0]),
        String.valueOf(row[1]),
        PackageStatus.valueOf(String.valueOf(row[2])),
        read(String.valueOf(row[3])));
  }

  private static Set<String> secretsOf(PackageState state) {
    var manifest = state.manifest();
    if (manifest == null) {
      return Set.of();
    }
    return manifest.configuration().entrySet().stream()
        .filter(it -> it.getValue().secret())
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private String write(Set<String> secrets) {
    try {
      return json.writeValueAsString(secrets);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private Set<String> read(String secrets) {
    try {
      return json.readValue(secrets, new TypeReference<Set<String>>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
