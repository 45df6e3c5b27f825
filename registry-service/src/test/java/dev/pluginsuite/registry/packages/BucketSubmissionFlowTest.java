package dev.pluginsuite.registry.packages;

import static dev.pluginsuite.registry.packages.Submitting.BASE;
import static dev.pluginsuite.registry.packages.Submitting.as;
import static dev.pluginsuite.registry.packages.Submitting.manifest;
import static dev.pluginsuite.registry.packages.Submitting.submit;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.pluginsuite.common.testing.Tokens;
import dev.pluginsuite.registry.RegistryTestResource;
import dev.pluginsuite.registry.blobs.Account.Kind;
import dev.pluginsuite.registry.testing.StorageServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Packages that lie in the bucket of the registry they are submitted to. */
@QuarkusTest
@WithTestResource(RegistryTestResource.class)
class BucketSubmissionFlowTest {
  @ParameterizedTest
  @CsvSource({"S3,s3", "AZURE,az"})
  void a_package_in_the_registrys_own_bucket_is_taken_from_there(Kind kind, String scheme)
      throws IOException {
    var server = StorageServers.url(kind);
    var registry = "bucket-" + scheme;
    var bucket = RegistryTestResource.BUCKET + "/" + registry;
    as(Tokens.centralIt())
        .contentType(ContentType.JSON)
        .body(
            Map.of(
                "id",
                registry,
                "type",
                "ENTERPRISE",
                "name",
                "Bucket",
                "storageUrl",
                server.toString(),
                "storageBucket",
                bucket))
        .post(BASE + "/registries")
        .then()
        .statusCode(201);
    var bytes = "released to a bucket of %s".formatted(kind).getBytes(UTF_8);
    put(kind, bucket.replaceFirst("^[^/]*/", ""), bytes);

    var answer =
        submit(
            Tokens.developer(),
            body(registry, "%s://%s/in/app.mpk".formatted(scheme, bucket), bytes));

    answer.then().statusCode(202).body("data.size", equalTo(bytes.length));
    String id = answer.path("data.id");
    assertThat(as(Tokens.developer()).get(BASE + "/packages/" + id + "/content").asByteArray())
        .isEqualTo(bytes);
  }

  private static void put(Kind kind, String prefix, byte[] bytes) throws IOException {
    var account = StorageServers.account(kind, StorageServers.url(kind), Duration.ofSeconds(10));
    try (var server = account.connect()) {
      server
          .store(StorageServers.BUCKET, prefix)
          .put("in/app.mpk", new ByteArrayInputStream(bytes));
    }
  }

  private static Map<String, Object> body(String registry, String url, byte[] bytes) {
    return Map.of(
        "registryId",
        registry,
        "pluginId",
        "from-bucket",
        "version",
        "1.0.0",
        "manifest",
        manifest("from-bucket", "1.0.0"),
        "packageUrl",
        url,
        "checksum",
        Checksums.of(new String(bytes, UTF_8)));
  }
}
