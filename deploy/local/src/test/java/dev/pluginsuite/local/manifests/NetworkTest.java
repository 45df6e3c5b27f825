package dev.pluginsuite.local.manifests;

import static dev.pluginsuite.local.manifests.ManifestSet.each;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may talk to whom. */
class NetworkTest {
  private static final Set<String> INFRASTRUCTURE =
      Set.of("postgres 5432", "kafka+Kafka 9093", "keycloak 8080");

  /** What one service may reach beside the infrastructure. */
  private static final Map<String, Set<String>> BESIDES =
      Map.of(
          "registry-service", Set.of("0.0.0.0/0 443", "0.0.0.0/0 8443"),
          "validation-service", Set.of("registry-service 8080"));

  private final ManifestSet base;

  NetworkTest() throws IOException {
    base = ManifestSet.base();
  }

  @Test
  void nobody_talks_to_anybody_unless_it_is_said() {
    var policy = base.named("NetworkPolicy", "default").path("spec");

    assertThat(policy.path("podSelector")).isEmpty();
    assertThat(each(policy.path("policyTypes"))).extracting(JsonNode::asText).hasSize(2);
    assertThat(policy.has("ingress")).isFalse();
    assertThat(flows(policy.path("egress"), "to")).containsExactly("kube-system:kube-dns 53");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "registry-service",
        "validation-service",
        "installation-service",
        "deployment-service",
        "health-service"
      })
  void a_service_reaches_the_infrastructure_and_is_reached_through_the_gateway(String service) {
    var policy = base.named("NetworkPolicy", service).path("spec");
    var expected = new TreeSet<>(INFRASTRUCTURE);
    expected.addAll(BESIDES.getOrDefault(service, Set.of()));
    var callers =
        new TreeSet<>(
            Set.of("envoy-gateway-system:plugin-suite 8080", "monitoring:prometheus 8080"));
    if (service.equals("registry-service")) {
      callers.add("validation-service 8080");
    }

    assertThat(flows(policy.path("egress"), "to")).isEqualTo(expected);
    assertThat(flows(policy.path("ingress"), "from")).isEqualTo(callers);
    assertThat(policy.path("podSelector"))
        .isEqualTo(base.named("Deployment", service).at("/spec/selector"));
  }

  /** Who is inside is not reached by an address. */
  @Test
  void what_the_registry_reaches_outside_is_outside() {
    var outside = base.named("NetworkPolicy", "registry-service").findValue("ipBlock");

    assertThat(each(outside.path("except")))
        .extracting(JsonNode::asText)
        .contains("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16");
  }

  private static Set<String> flows(JsonNode rules, String direction) {
    var flows = new TreeSet<String>();
    each(rules)
        .forEach(
            rule ->
                peers(rule.path(direction))
                    .forEach(peer -> ports(rule).forEach(port -> flows.add(peer + " " + port))));
    return flows;
  }

  /** A rule without peers or without ports lets all of them through: that shows as «any». */
  private static Stream<String> peers(JsonNode peers) {
    return peers.isEmpty() ? Stream.of("any") : each(peers).map(NetworkTest::describe);
  }

  private static Stream<String> ports(JsonNode rule) {
    return rule.path("ports").isEmpty()
        ? Stream.of("any")
        : each(rule.path("ports")).map(it -> it.path("port").asText());
  }

  private static String describe(JsonNode peer) {
    if (peer.has("ipBlock")) {
      return peer.at("/ipBlock/cidr").asText();
    }
    var namespace = labels(peer.path("namespaceSelector"));
    var pods = labels(peer.path("podSelector"));
    return namespace.isEmpty() ? pods : namespace + ":" + pods;
  }

  private static String labels(JsonNode selector) {
    return String.join(
            "+", each(selector.path("matchLabels")).map(JsonNode::asText).sorted().toList())
        .replace("Kafka+kafka", "kafka+Kafka");
  }
}
