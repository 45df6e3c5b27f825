package dev.pluginsuite.registry.packages;

import static dev.pluginsuite.registry.packages.Submitting.body;
import static dev.pluginsuite.registry.packages.Submitting.decide;
import static dev.pluginsuite.registry.packages.Submitting.get;
import static dev.pluginsuite.registry.packages.Submitting.manifest;
import static dev.pluginsuite.registry.packages.Submitting.report;
import static dev.pluginsuite.registry.packages.Submitting.submit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.api.registry.ValidationStatus;
import dev.pluginsuite.common.testing.TestKafka;
import dev.pluginsuite.common.testing.Tokens;
import dev.pluginsuite.registry.RegistryTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What developers send by mistake, too late, at once, or to do harm. */
@QuarkusTest
@WithTestResource(RegistryTestResource.class)
class DoubtfulSubmissionFlowTest {
  private static final String REGISTRY = "enterprise";

  @BeforeEach
  void registry() {
    Submitting.registry(REGISTRY);
  }

  @Test
  void the_licence_that_a_manifest_asks_for_is_the_packages() {
    var manifest = with(manifest("doubt-paid", "1.0.0"), "licenseType", "ENTERPRISE");
    var body = with(body(REGISTRY, "doubt-paid", "1.0.0"), "manifest", manifest);
    String id = submit(Tokens.developer(), body).path("data.id");
    report(id, ValidationStatus.PASSED);
    await().until(() -> get(Tokens.centralIt(), id).path("data.validation"), "PASSED"::equals);

    decide(Tokens.centralIt(), id, "approve", Map.of())
        .then()
        .statusCode(200)
        .body("data.licenseType", equalTo("ENTERPRISE"));

    assertThat(TestKafka.said(Topic.PACKAGES.topicName(), id))
        .last()
        .satisfies(
            it -> assertThat(it.at("/state/licenseType").textValue()).isEqualTo("ENTERPRISE"));
  }

  private static Map<String, Object> with(Map<String, Object> body, String field, Object value) {
    var changed = new HashMap<>(body);
    changed.put(field, value);
    return changed;
  }
}
