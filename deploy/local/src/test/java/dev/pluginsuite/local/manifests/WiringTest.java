package dev.pluginsuite.local.manifests;

import static dev.pluginsuite.local.manifests.ManifestSet.anywhere;
import static dev.pluginsuite.local.manifests.ManifestSet.each;
import static dev.pluginsuite.local.manifests.ManifestSet.name;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pluginsuite.api.event.Topic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a resource names is there. The base is put together here, the overlays by Kustomize where it
 * is installed.
 */
class WiringTest {
  private static final List<ManifestSet> SETS = new ArrayList<>();

  @BeforeAll
  static void put_together() throws Exception {
    SETS.clear();
    SETS.add(ManifestSet.base());
    if (ManifestSet.canKustomize()) {
      SETS.add(ManifestSet.kustomized("overlays/dev"));
      SETS.add(ManifestSet.kustomized("overlays/production"));
    }
  }

  static List<ManifestSet> sets() {
    return SETS;
  }

  @ParameterizedTest
  @MethodSource("sets")
  void every_secret_comes_from_somewhere(ManifestSet set) {
    var made = new TreeSet<>(set.names("ExternalSecret"));
    set.of("Certificate").forEach(it -> made.add(it.at("/spec/secretName").asText()));
    var kafka = set.named("Kafka", "kafka");
    var prefix = kafka.at("/spec/entityOperator/userOperator/secretPrefix").asText();
    set.names("KafkaUser").forEach(it -> made.add(prefix + it));
    made.add(name(kafka) + "-cluster-ca-cert");

    assertThat(secretsUsed(set)).isNotEmpty().isSubsetOf(made);
  }

  private static Set<String> secretsUsed(ManifestSet set) {
    var used = new TreeSet<String>();
    for (var kind : List.of("Deployment", "Cluster", "Gateway", "Kafka", "TriggerAuthentication")) {
      set.of(kind)
          .forEach(
              it -> {
                anywhere(it, "secretName").forEach(found -> used.add(found.asText()));
                Stream.of("secretRef", "secretKeyRef", "passwordSecret")
                    .flatMap(field -> anywhere(it, field))
                    .forEach(found -> used.add(found.path("name").asText()));
                Stream.of("certificateRefs", "secretTargetRef")
                    .flatMap(field -> anywhere(it, field))
                    .flatMap(ManifestSet::each)
                    .forEach(found -> used.add(found.path("name").asText()));
              });
    }
    return used;
  }

  @ParameterizedTest
  @MethodSource("sets")
  void every_deployment_finds_its_account_and_its_settings(ManifestSet set) {
    set.of("Deployment")
        .forEach(
            it -> {
              assertThat(set.names("ServiceAccount"))
                  .contains(it.at("/spec/template/spec/serviceAccountName").asText());
              anywhere(it, "configMapRef")
                  .forEach(map -> set.named("ConfigMap", map.path("name").asText()));
            });
  }

  @ParameterizedTest
  @MethodSource("sets")
  void every_setting_is_one_that_the_service_reads(ManifestSet set) throws IOException {
    for (var service : set.services().map(ManifestSet::name).toList()) {
      var known = new KnownSettings(service);
      var settings = new TreeSet<String>();
      settings.addAll(fields(set.named("ConfigMap", "suite").path("data")));
      settings.addAll(fields(set.named("ConfigMap", service).path("data")));
      each(set.named("ExternalSecret", service).at("/spec/data"))
          .forEach(it -> settings.add(it.path("secretKey").asText()));

      assertThat(settings).as(service).allMatch(known::has);
    }
  }

  private static Set<String> fields(JsonNode map) {
    var names = new TreeSet<String>();
    map.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @ParameterizedTest
  @MethodSource("sets")
  void every_key_file_is_in_the_secret_that_is_mounted(ManifestSet set) {
    var files = Pattern.compile("/etc/plugin-suite/keys/([\\w-]+)");
    set.services()
        .map(ManifestSet::name)
        .forEach(
            service -> {
              var settings = set.named("ConfigMap", service).path("data").toString();
              var named = files.matcher(settings).results().map(it -> it.group(1)).toList();
              var secret = service.replace("-service", "-keys");
              assertThat(named.isEmpty()).isEqualTo(!set.names("ExternalSecret").contains(secret));
              if (!named.isEmpty()) {
                assertThat(each(set.named("ExternalSecret", secret).at("/spec/data")))
                    .extracting(it -> it.path("secretKey").asText())
                    .containsExactlyInAnyOrderElementsOf(named);
              }
            });
  }

  @ParameterizedTest
  @MethodSource("sets")
  void every_deployment_of_ours_has_one_scaler_that_leaves_no_consumer_idle(ManifestSet set) {
    var partitions = Stream.of(Topic.values()).mapToInt(Topic::partitions).min().orElseThrow();
    var scalers =
        Stream.concat(set.of("HorizontalPodAutoscaler"), set.of("ScaledObject"))
            .map(it -> it.path("spec"))
            .toList();

    assertThat(scalers)
        .extracting(it -> it.at("/scaleTargetRef/name").asText())
        .containsExactlyInAnyOrderElementsOf(set.services().map(ManifestSet::name).toList());
    assertThat(scalers)
        .allSatisfy(
            it ->
                assertThat(it.path("maxReplicas").asInt() + it.path("maxReplicaCount").asInt())
                    .isBetween(1, partitions));
    assertThat(set.services()).noneMatch(it -> it.at("/spec").has("replicas"));
  }

  @ParameterizedTest
  @MethodSource("sets")
  void every_group_that_is_scaled_by_is_the_group_of_that_service(ManifestSet set) {
    set.of("ScaledObject")
        .forEach(
            it ->
                assertThat(anywhere(it, "consumerGroup"))
                    .extracting(JsonNode::asText)
                    .containsExactly(name(it).replace("-service", "")));
  }

  @ParameterizedTest
  @MethodSource("sets")
  void every_deployment_of_ours_may_lose_one_pod_at_a_time(ManifestSet set) {
    set.services()
        .forEach(
            it -> {
              var budget = set.named("PodDisruptionBudget", name(it)).path("spec");
              assertThat(budget.path("maxUnavailable").asInt()).isEqualTo(1);
              assertThat(budget.path("selector")).isEqualTo(it.at("/spec/selector"));
            });
  }

  @ParameterizedTest
  @MethodSource("sets")
  void a_pod_that_leaves_has_time_to_finish(ManifestSet set) {
    var settings = set.named("ConfigMap", "suite").path("data");
    var leaving = seconds(settings, "QUARKUS_SHUTDOWN_DELAY");
    var finishing = seconds(settings, "QUARKUS_SHUTDOWN_TIMEOUT");
    assertThat(leaving).isPositive();
    set.services()
        .map(it -> it.at("/spec/template/spec"))
        .forEach(
            pod -> {
              assertThat(pod.path("terminationGracePeriodSeconds").asInt())
                  .isGreaterThanOrEqualTo(leaving + finishing + 5);
              assertThat(pod.path("enableServiceLinks").asBoolean(true)).isFalse();
            });
  }

  private static int seconds(JsonNode settings, String name) {
    return Integer.parseInt(settings.path(name).asText().replace("S", ""));
  }

  @ParameterizedTest
  @MethodSource("sets")
  void only_health_has_the_password_of_an_owner_for_it_makes_days(ManifestSet set) {
    assertThat(set.of("Deployment").filter(it -> it.toString().contains("-owner")))
        .singleElement()
        .satisfies(
            it -> assertThat(name(it)).isEqualTo("health-service"),
            it -> assertThat(it.toString()).contains("database-health-owner"));
  }

  /**
   * Where images come from is each operator's own: a name with a host would go past their mirror.
   */
  @ParameterizedTest
  @MethodSource("sets")
  void no_image_names_a_host(ManifestSet set) {
    var images =
        Stream.of("Deployment", "Job", "Cluster")
            .flatMap(set::of)
            .flatMap(it -> Stream.concat(anywhere(it, "image"), anywhere(it, "imageName")))
            .map(JsonNode::asText)
            .toList();

    assertThat(images).isNotEmpty().noneMatch(it -> it.matches("[^/]*[.:][^/]*/.*"));
  }
}
