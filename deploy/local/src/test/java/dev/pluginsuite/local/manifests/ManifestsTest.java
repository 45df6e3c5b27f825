package dev.pluginsuite.local.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pluginsuite.local.manifests.OperatorKinds.Kustomization;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ManifestsTest {
  static List<Path> files() throws IOException {
    return Manifests.files();
  }

  static List<Deployment> deployments() throws IOException {
    return Manifests.all(Deployment.class);
  }

  @ParameterizedTest
  @MethodSource("files")
  void every_manifest_is_what_its_kind_allows(Path file) {
    assertThatCode(() -> Manifests.read(file)).doesNotThrowAnyException();
  }

  @Test
  void a_misspelt_field_would_be_noticed() {
    var service = "{ apiVersion: v1, kind: Service, spec: { selectors: {} } }";

    assertThatThrownBy(() -> Manifests.read(service)).hasMessageContaining("selectors");
  }

  @Test
  void every_file_is_part_of_a_kustomization() throws IOException {
    var listed = new ArrayList<Path>();
    for (var file : Manifests.files()) {
      if (Manifests.read(file).get(0) instanceof Kustomization kustomization) {
        listed.add(file);
        parts(kustomization).map(file::resolveSibling).map(Path::normalize).forEach(listed::add);
      }
    }

    assertThat(listed).allMatch(Files::exists).containsAll(Manifests.files());
  }

  private static Stream<String> parts(Kustomization kustomization) {
    var patches = orNone(kustomization.patches()).map(Kustomization.Patch::path);
    var generated = orNone(kustomization.configMapGenerator()).flatMap(it -> it.files().stream());
    return Stream.of(
            orNone(kustomization.resources()),
            orNone(kustomization.components()),
            patches.filter(Objects::nonNull),
            generated)
        .flatMap(it -> it);
  }

  private static <T> Stream<T> orNone(@Nullable List<T> list) {
    return list == null ? Stream.empty() : list.stream();
  }

  @ParameterizedTest
  @MethodSource("misspelt")
  void a_misspelt_field_of_an_operator_would_be_noticed_too(String yaml) {
    assertThatThrownBy(() -> Manifests.read(yaml)).hasMessageContaining("wrong");
  }

  static List<String> misspelt() {
    return List.of(
        "{ apiVersion: kafka.strimzi.io/v1, kind: KafkaTopic, spec: { wrong: 1 } }",
        "{ apiVersion: kafka.strimzi.io/v1, kind: Kafka, spec: { kafka: { wrong: 1 } } }",
        "{ apiVersion: postgresql.cnpg.io/v1, kind: Cluster, spec: { wrong: 1 } }",
        "{ apiVersion: keda.sh/v1alpha1, kind: ScaledObject, spec: { wrong: 1 } }");
  }

  @ParameterizedTest
  @MethodSource("deployments")
  void every_deployment_runs_confined_and_is_reached_by_its_service(Deployment deployment)
      throws IOException {
    var name = deployment.getMetadata().getName();
    var pod = deployment.getSpec().getTemplate();
    var container = pod.getSpec().getContainers().get(0);

    assertThat(pod.getSpec().getSecurityContext().getRunAsNonRoot()).isTrue();
    assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
    assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
    assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
    assertThat(container.getStartupProbe()).isNotNull();
    assertThat(container.getLivenessProbe()).isNotNull();
    assertThat(container.getReadinessProbe()).isNotNull();
    assertThat(pod.getMetadata().getLabels())
        .containsAllEntriesOf(deployment.getSpec().getSelector().getMatchLabels())
        .containsAllEntriesOf(named(Service.class, name).getSpec().getSelector());
    assertThat(pod.getSpec().getServiceAccountName())
        .isEqualTo(named(ServiceAccount.class, name).getMetadata().getName());
  }

  @Test
  void every_route_leads_to_a_service_and_comes_from_the_gateway() throws IOException {
    for (var route : Manifests.all(HTTPRoute.class)) {
      for (var rule : route.getSpec().getRules()) {
        for (var backend : rule.getBackendRefs()) {
          assertThat(named(Service.class, backend.getName()).getSpec().getPorts())
              .anyMatch(port -> port.getPort().equals(backend.getPort()));
        }
      }
      for (var parent : route.getSpec().getParentRefs()) {
        assertThat(named(Gateway.class, parent.getName())).isNotNull();
      }
    }
  }

  /** The limits of the Gateway API before 1.2; a server of it refuses the whole route. */
  @Test
  void no_route_has_more_rules_or_paths_than_every_version_takes() throws IOException {
    for (var route : Manifests.all(HTTPRoute.class)) {
      assertThat(route.getSpec().getRules()).hasSizeLessThanOrEqualTo(16);
      assertThat(route.getSpec().getRules())
          .allSatisfy(it -> assertThat(it.getMatches()).hasSizeLessThanOrEqualTo(8));
    }
  }

  private static <T extends HasMetadata> T named(Class<T> type, String name) throws IOException {
    return Manifests.all(type).stream()
        .filter(it -> it.getMetadata().getName().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("No %s %s".formatted(type.getSimpleName(), name)));
  }
}
