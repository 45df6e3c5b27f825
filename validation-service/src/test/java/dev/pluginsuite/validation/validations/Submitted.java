package dev.pluginsuite.validation.validations;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.api.registry.LicenseType;
import dev.pluginsuite.api.registry.PackageState;
import dev.pluginsuite.api.registry.PackageStatus;
import dev.pluginsuite.api.registry.ValidationStatus;
import dev.pluginsuite.common.testing.TestKafka;
import dev.pluginsuite.validation.Manifests;
import dev.pluginsuite.validation.Mpk;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;

/** A package as registry-service tells of it, and what the flow tests do with it. */
record Submitted(UUID packageId, UUID submissionId, String manifest, String checksum) {
  static final String BASE = "/api/v1/admin/plugin-registry";
  static final Duration LONG = Duration.ofSeconds(30);
  private static final JsonMapper JSON = new JsonMapper();

  /** One whose bytes can be had. */
  static Submitted of(String manifest, byte[] bytes, String... headers) {
    var it = new Submitted(UUID.randomUUID(), UUID.randomUUID(), manifest, Mpk.sha256(bytes));
    var request = given().contentType("application/octet-stream").body(bytes);
    for (var i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    request.put(registry() + "/api/v1" + it.contentUrl()).then().statusCode(204);
    return it;
  }

  static Submitted good(String... headers) {
    return of(Manifests.GOOD, Mpk.good().bytes(), headers);
  }

  /** The same package, submitted again after it was turned down. */
  Submitted again() {
    return new Submitted(packageId, UUID.randomUUID(), manifest, checksum);
  }

  Submitted told(long revision) {
    return told(revision, ValidationStatus.RUNNING);
  }

  Submitted told(long revision, ValidationStatus validation) {
    TestKafka.say(Topic.PACKAGES.topicName(), packageId, revision, state(validation));
    return this;
  }

  Submitted approved(long revision) {
    var state = state(ValidationStatus.PASSED, PackageStatus.APPROVED);
    TestKafka.say(Topic.PACKAGES.topicName(), packageId, revision, state);
    return this;
  }

  /** What validation said about it, once it has said so often something. */
  List<JsonNode> reports(int count) {
    return await()
        .atMost(LONG)
        .until(
            () -> TestKafka.said(Topic.REPORTS.topicName(), packageId),
            said -> said.size() >= count);
  }

  Response get(String token) {
    return given().auth().oauth2(token).get(BASE + "/validations/" + packageId);
  }

  private PackageState state(ValidationStatus validation) {
    return state(validation, PackageStatus.PENDING_REVIEW);
  }

  private PackageState state(ValidationStatus validation, PackageStatus status) {
    return new PackageState(
        packageId,
        "enterprise",
        Manifests.ID,
        Manifests.VERSION,
        status,
        validation,
        submissionId,
        checksum,
        1,
        null,
        json(manifest),
        null,
        LicenseType.FREE,
        contentUrl(),
        null,
        "dev@example.com",
        Instant.now(),
        null,
        null,
        null);
  }

  private String contentUrl() {
    return "/admin/plugin-registry/packages/%s/content".formatted(packageId);
  }

  private static Object json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static String registry() {
    return ConfigProvider.getConfig().getValue("suite.registry.url", String.class);
  }
}
