package dev.pluginsuite.registry.packages;

import static dev.pluginsuite.registry.packages.Submitting.BASE;
import static dev.pluginsuite.registry.packages.Submitting.as;
import static dev.pluginsuite.registry.packages.Submitting.body;
import static dev.pluginsuite.registry.packages.Submitting.checksum;
import static dev.pluginsuite.registry.packages.Submitting.get;
import static dev.pluginsuite.registry.packages.Submitting.submit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;

import dev.pluginsuite.common.testing.Tokens;
import dev.pluginsuite.registry.AtOnce;
import dev.pluginsuite.registry.RegistryTestResource;
import dev.pluginsuite.registry.testing.GeneratedBytes;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RegistryTestResource.class)
class ContentFlowTest {
  private static final String REGISTRY = "enterprise";
  private static final long MIB = 1024L * 1024;

  @ConfigProperty(name = "suite.storage.root")
  Path store;

  @ConfigProperty(name = "suite.storage.accounts.minio.url")
  String server;

  @Inject DownloadCounter downloads;
  @Inject Scheduler scheduler;

  @BeforeEach
  void registry() {
    Submitting.registry(REGISTRY);
  }

  @Test
  void whoever_has_bytes_or_some_of_them_is_sent_no_more_than_the_rest() {
    var bytes = Submitting.bytes("content-one", "1.0.0");
    var content = content(submitted(REGISTRY, "content-one"));
    var whole = as(Tokens.centralIt()).get(content);
    var etag = whole.header("ETag");

    assertThat(whole.asByteArray()).isEqualTo(bytes);
    as(Tokens.centralIt())
        .head(content)
        .then()
        .statusCode(200)
        .header("Content-Length", String.valueOf(bytes.length))
        .header("Accept-Ranges", "bytes")
        .header("Repr-Digest", equalTo(whole.header("Repr-Digest")))
        .header("ETag", equalTo(etag));
    as(Tokens.centralIt())
        .header("If-None-Match", etag)
        .get(content)
        .then()
        .statusCode(304)
        .header("ETag", equalTo(etag));
    var rest =
        as(Tokens.centralIt()).header("Range", "bytes=5-").header("If-Range", etag).get(content);
    rest.then()
        .statusCode(206)
        .header("Content-Range", "bytes 5-%d/%d".formatted(bytes.length - 1, bytes.length))
        .header("Repr-Digest", equalTo(whole.header("Repr-Digest")));
    assertThat(rest.asByteArray()).isEqualTo(Arrays.copyOfRange(bytes, 5, bytes.length));
    as(Tokens.centralIt())
        .header("Range", "bytes=1000000-")
        .get(content)
        .then()
        .statusCode(416)
        .contentType("application/problem+json")
        .header("Content-Range", "bytes */" + bytes.length);
    as(Tokens.centralIt())
        .header("Range", "bytes=5-")
        .header("If-Range", "\"other\"")
        .get(content)
        .then()
        .statusCode(200);
    as(Tokens.siteAdmin("site-1")).head(content).then().statusCode(404);
  }

  @Test
  @Tag("SEED-23")
  void downloads_are_counted_though_none_waits_for_it() {
    var id = submitted(REGISTRY, "content-two");

    var statuses = AtOnce.statuses(20, it -> as(Tokens.centralIt()).get(content(id)));
    as(Tokens.centralIt()).header("Range", "bytes=3-").get(content(id)).then().statusCode(206);
    as(Tokens.centralIt()).head(content(id)).then().statusCode(200);

    assertThat(statuses).containsOnly(200);
    await()
        .until(
            () -> get(Tokens.centralIt(), id).path("data.downloadCount"),
            Integer.valueOf(20)::equals);
  }

  @Test
  @Tag("SEED-20")
  void a_registry_is_kept_on_its_own_server_and_changing_that_loses_nothing() throws Exception {
    var own = RegistryTestResource.BUCKET + "/content-own";
    create("content-own", server, own).then().statusCode(201);
    var there = submitted("content-own", "content-three");
    String checksum = get(Tokens.centralIt(), there).path("data.checksum");

    assertThat(object(checksum)).doesNotExist();
    assertServed(there, "content-three");

    change("content-own", null, null).then().statusCode(200);
    var here = submitted("content-own", "content-four");
    String next = get(Tokens.centralIt(), here).path("data.checksum");
    assertThat(object(next)).exists();
    assertServed(here, "content-four");
    assertServed(there, "content-three");
    as(Tokens.centralIt())
        .header("Range", "bytes=3-7")
        .get(content(there))
        .then()
        .statusCode(206)
        .header("Content-Range", startsWith("bytes 3-7/"));
  }

  @Test
  void where_links_are_given_the_bytes_come_from_the_storage_server_itself() throws Exception {
    create("content-linked", server, RegistryTestResource.LINKED).then().statusCode(201);
    var id = submitted("content-linked", "content-six");

    var answer = as(Tokens.centralIt()).redirects().follow(false).get(content(id));

    answer
        .then()
        .statusCode(307)
        .header("Cache-Control", "no-store")
        .header("Location", startsWith(server));
    var link = HttpRequest.newBuilder(URI.create(answer.header("Location"))).build();
    var bytes = HttpClient.newHttpClient().send(link, BodyHandlers.ofByteArray());
    assertThat(bytes.statusCode()).isEqualTo(200);
    assertThat(bytes.body()).isEqualTo(Submitting.bytes("content-six", "1.0.0"));
    await()
        .until(
            () -> get(Tokens.centralIt(), id).path("data.downloadCount"),
            Integer.valueOf(1)::equals);
  }

  @Test
  void the_last_downloads_are_written_before_the_service_stops() {
    var id = submitted(REGISTRY, "content-seven");
    scheduler.pause();
    try {
      as(Tokens.centralIt()).get(content(id)).then().statusCode(200);

      downloads.writeTheLast(new ShutdownEvent());

      get(Tokens.centralIt(), id).then().body("data.downloadCount", equalTo(1));
    } finally {
      scheduler.resume();
    }
  }

  @Test
  void a_registry_is_kept_nowhere_that_configuration_does_not_allow() {
    create("content-evil", "https://evil.example", "plugins")
        .then()
        .statusCode(422)
        .body("type", equalTo("/problems/storage-not-allowed"))
        .body("errors.field", hasItem("storageUrl"));
    create("content-evil", server, "suite-tests")
        .then()
        .statusCode(422)
        .body("errors.field", hasItem("storageBucket"));
    change(REGISTRY, server, RegistryTestResource.BUCKET + "/../other").then().statusCode(422);
    as(Tokens.centralIt()).get(BASE + "/registries/content-evil").then().statusCode(404);
  }

  @Test
  void a_refused_submission_leaves_no_bytes() {
    var body = new HashMap<>(body(REGISTRY, "content-five", "1.0.0"));
    body.put("registryId", "no-such-registry");

    submit(Tokens.developer(), body).then().statusCode(422);

    String checksum = checksum(body);
    assertThat(object(checksum)).doesNotExist();
  }

  /** In full with {@code -Dupload.mebibytes=1024}. */
  @Test
  void a_large_upload_is_not_held_in_memory() throws Exception {
    long size = Integer.getInteger("upload.mebibytes", 128) * MIB;
    var bytes = GeneratedBytes.measuring(size);
    var request =
        HttpRequest.newBuilder(
                URI.create("http://localhost:" + RestAssured.port + BASE + "/uploads"))
            .header("Authorization", "Bearer " + Tokens.developer())
            .header("Content-Type", "application/octet-stream")
            .POST(HttpRequest.BodyPublishers.ofInputStream(() -> bytes))
            .build();
    long before = GeneratedBytes.heapInUse();

    var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    assertThat(answer.body()).contains("\"size\":" + size);
    long growth = bytes.heap() - before;
    System.out.printf(
        "Upload of %d MiB: heap grew by %.1f MiB%n", size / MIB, growth / (double) MIB);
    assertThat(growth).isLessThan(64 * MIB);
    Files.delete(store.resolve("uploads").resolve(id(answer.body())));
  }

  private static String id(String body) {
    return io.restassured.path.json.JsonPath.from(body).getString("data.id");
  }

  private static void assertServed(String id, String pluginId) {
    var answer = as(Tokens.centralIt()).get(content(id));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.asByteArray()).isEqualTo(Submitting.bytes(pluginId, "1.0.0"));
  }

  private static String submitted(String registry, String pluginId) {
    var answer = submit(Tokens.developer(), body(registry, pluginId, "1.0.0"));
    answer.then().statusCode(202);
    return answer.path("data.id");
  }

  private static String content(String id) {
    return BASE + "/packages/" + id + "/content";
  }

  private Path object(String checksum) {
    return store.resolve("sha256").resolve(checksum.substring(0, 2)).resolve(checksum);
  }

  private static Response create(String id, String url, String bucket) {
    var body = storage(url, bucket);
    body.put("id", id);
    body.put("type", "ENTERPRISE");
    return as(Tokens.centralIt())
        .contentType(ContentType.JSON)
        .body(body)
        .post(BASE + "/registries");
  }

  private static Response change(String id, @Nullable String url, @Nullable String bucket) {
    return as(Tokens.centralIt())
        .contentType(ContentType.JSON)
        .body(storage(url, bucket))
        .put(BASE + "/registries/" + id);
  }

  private static Map<String, Object> storage(@Nullable String url, @Nullable String bucket) {
    var body = new HashMap<String, Object>();
    body.put("name", "Storage");
    if (url != null) {
      body.put("storageUrl", url);
    }
    if (bucket != null) {
      body.put("storageBucket", bucket);
    }
    return body;
  }
}
