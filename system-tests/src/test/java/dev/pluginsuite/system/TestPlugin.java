package dev.pluginsuite.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pluginsuite.local.api.Answer;
import dev.pluginsuite.local.api.Api;
import dev.pluginsuite.local.api.User;
import dev.pluginsuite.samples.MpkBuilder;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import org.awaitility.Awaitility;

/** A small valid plugin of a test's own. */
record TestPlugin(
    String id, String version, String licenseType, Map<String, String> dependencies, String main) {
  static final String REGISTRY = "enterprise";
  static final String PACKAGES = "/admin/plugin-registry/packages";
  static final String UPLOADS = "/admin/plugin-registry/uploads";

  TestPlugin(String id, String version) {
    this(id, version, "FREE", Map.of(), "exports.activate = function () {};");
  }

  TestPlugin licensed(String type) {
    return new TestPlugin(id, version, type, dependencies, main);
  }

  TestPlugin needing(String otherId, String range) {
    return new TestPlugin(id, version, licenseType, Map.of(otherId, range), main);
  }

  /** Every check passes, but no MES can start it. */
  TestPlugin thatDoesNotLoad() {
    return new TestPlugin(
        id, version, licenseType, dependencies, "throw new Error('does not load');");
  }

  ObjectNode manifest() {
    var manifest =
        Api.json()
            .put("id", id)
            .put("name", "Test " + id)
            .put("version", version)
            .put("author", "system tests")
            .put("apiVersion", "1.0.0")
            .put("license", "Apache-2.0")
            .put("licenseType", licenseType)
            .put("main", "src/main.js");
    manifest.putArray("permissions").add("materials:read");
    var needed = manifest.putObject("dependencies");
    dependencies.forEach(needed::put);
    return manifest;
  }

  byte[] bytes() {
    return archive().build();
  }

  MpkBuilder archive() {
    return MpkBuilder.mpk()
        .manifest(manifest().toString())
        .readme("# " + id)
        .file("src/main.js", main);
  }

  /** The body of its submission, for bytes uploaded by the developer. */
  ObjectNode submission(Suite suite, byte[] bytes) throws IOException, InterruptedException {
    var upload = suite.as(User.DEVELOPER).upload(UPLOADS, bytes).expect(201);
    var body =
        Api.json()
            .put("registryId", REGISTRY)
            .put("pluginId", id)
            .put("version", version)
            .put("packageUrl", upload.text("packageUrl"))
            .put("checksum", sha256(bytes));
    body.set("manifest", manifest());
    return body;
  }

  Answer submit(Suite suite) throws IOException, InterruptedException {
    return suite.as(User.DEVELOPER).patiently().post(PACKAGES, submission(suite, bytes()));
  }

  /** Submits it and lets it be validated; answers the package's id. */
  String pending(Suite suite) throws IOException, InterruptedException {
    return submit(suite).expect(201).text("id");
  }

  /** Approved, and heard of where it is installed, however late after a test that kills. */
  String approved(Suite suite) throws IOException, InterruptedException {
    var id = pending(suite);
    approve(suite, id).expect(200);
    var dryRun = Api.json().put("packageId", id).put("siteId", "site-1").put("dryRun", true);
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> isHeardOf(suite.as(User.CENTRAL_IT).post("/admin/plugins/install", dryRun)));
    return id;
  }

  private static boolean isHeardOf(Answer answer) {
    return answer.status() != 404
        && answer.status() < 500
        && !answer.body().path("type").asText().endsWith("/package-not-approved");
  }

  static Answer approve(Suite suite, String id) throws IOException, InterruptedException {
    return decide(suite, id, "approve", Api.json());
  }

  static Answer decide(Suite suite, String id, String verb, JsonNode body)
      throws IOException, InterruptedException {
    var centralIt = suite.as(User.CENTRAL_IT);
    var etag = centralIt.get(PACKAGES + "/" + id).expect(200).etag();
    return centralIt.put(PACKAGES + "/" + id + "/" + verb, body, etag);
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
