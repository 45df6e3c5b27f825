package dev.pluginsuite.registry.packages;

import static dev.pluginsuite.registry.packages.Submitting.BASE;
import static dev.pluginsuite.registry.packages.Submitting.as;
import static dev.pluginsuite.registry.packages.Submitting.body;
import static dev.pluginsuite.registry.packages.Submitting.checksum;
import static dev.pluginsuite.registry.packages.Submitting.submit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import dev.pluginsuite.common.problem.CommonProblem;
import dev.pluginsuite.common.problem.Problem;
import dev.pluginsuite.common.testing.Tokens;
import dev.pluginsuite.registry.RegistryTestResource;
import dev.pluginsuite.registry.storage.KeptObject;
import dev.pluginsuite.registry.storage.StorageLocation;
import dev.pluginsuite.registry.storage.StoredContent;
import dev.pluginsuite.registry.storage.StoredObjectService;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RegistryTestResource.class)
class GarbageFlowTest {
  private static final String REGISTRY = "enterprise";
  private static final String KEEP =
      """
      insert into stored_objects (checksum, location, size, kept_at, unreferenced_since)
      values ($1, 'default', 1, now() - interval '9 days', now() - interval '3 days')
      on conflict (checksum, location) do update set kept_at = excluded.kept_at, unreferenced_since = excluded.unreferenced_since""";
  private static final String AGE =
      "update stored_objects set unreferenced_since = now() - interval '3 days' where checksum = $1";

  @ConfigProperty(name = "suite.storage.root")
  Path store;

  @Inject Pool pool;
  @Inject StoredObjectService objects;

  @BeforeEach
  void registry() {
    Submitting.registry(REGISTRY);
  }

  @Test
  void what_nobody_refers_to_is_found_marked_shown_and_then_removed() throws IOException {
    var orphan = object("nobody's bytes", Duration.ofDays(3));
    var checksum = orphan.getFileName().toString();

    collect(true).then().statusCode(200).body("data.found", greaterThan(0));
    collect(false).then().statusCode(200).body("data.found", greaterThan(0));
    collect(true)
        .then()
        .body("data.found", equalTo(0))
        .body("data.objects.checksum", not(hasItem(checksum)));
    assertThat(orphan).exists();

    sql(AGE, checksum);
    collect(true).then().body("data.objects.checksum", hasItem(checksum));
    assertThat(orphan).exists();

    collect(false)
        .then()
        .body("data.dryRun", equalTo(false))
        .body("data.failed", equalTo(0))
        .body("data.objects.checksum", hasItem(checksum));
    assertThat(orphan).doesNotExist();
    as(Tokens.auditor())
        .get("/api/v1/admin/registry/audit")
        .then()
        .body("data.action", hasItem("storage.sweep"))
        .body("data.subjectId", hasItem(checksum));
  }

  @Test
  void what_is_young_stays_though_nobody_refers_to_it_yet() throws IOException {
    var young = object("bytes of a submission that is not committed", Duration.ZERO);

    collect(false);
    collect(false);

    assertThat(young).exists();
  }

  @Test
  void what_a_package_refers_to_stays_whatever_the_marks_say() throws IOException {
    var body = body(REGISTRY, "garbage-one", "1.0.0");
    var checksum = checksum(body);
    submit(Tokens.developer(), body).then().statusCode(202);
    sql(KEEP, checksum);

    collect(false).then().statusCode(200).body("data.objects.checksum", not(hasItem(checksum)));

    assertThat(path(checksum)).exists();
  }

  @Test
  void a_submission_that_races_the_removal_of_its_own_bytes_has_them_in_the_end() throws Exception {
    for (int i = 0; i < 6; i++) {
      var pluginId = "garbage-race-" + i;
      var body = body(REGISTRY, pluginId, "1.0.0");
      var checksum = checksum(body);
      write(path(checksum), Submitting.bytes(pluginId, "1.0.0"));
      sql(KEEP, checksum);

      var sweep = CompletableFuture.supplyAsync(() -> collect(false));
      var submitted = CompletableFuture.supplyAsync(() -> submit(Tokens.developer(), body)).get();

      sweep.get().then().statusCode(200).body("data.failed", equalTo(0));
      submitted.then().statusCode(202);
      var content = BASE + "/packages/" + submitted.path("data.id") + "/content";
      assertThat(as(Tokens.centralIt()).get(content).asByteArray())
          .isEqualTo(Submitting.bytes(pluginId, "1.0.0"));
    }
  }

  /** So slow was the copy, or so short the grace. */
  @Test
  void nothing_comes_to_refer_to_bytes_that_were_removed_after_they_were_kept() throws Throwable {
    var upload =
        Submitting.upload(Tokens.developer(), "kept too long ago".getBytes(StandardCharsets.UTF_8));
    String checksum = upload.path("data.checksum");
    UUID id = UUID.fromString(upload.path("data.id"));
    var content = new StoredContent(checksum, 17);
    var kept = keep(id, content);
    sql(KEEP, checksum);
    collect(false).then().body("data.objects.checksum", hasItem(checksum));
    assertThat(path(checksum)).doesNotExist();

    assertThatThrownBy(() -> refer(kept))
        .isInstanceOfSatisfying(
            Problem.class, it -> assertThat(it.type()).isEqualTo(CommonProblem.CONCURRENT_CHANGE));

    refer(keep(id, content));
    assertThat(path(checksum)).exists();
    assertThatThrownBy(() -> refer(kept)).isInstanceOf(Problem.class);
  }

  private KeptObject keep(UUID upload, StoredContent content) throws Throwable {
    return VertxContextSupport.subscribeAndAwait(
        () -> objects.keep(StorageLocation.DEFAULT, upload, content));
  }

  private void refer(KeptObject kept) throws Throwable {
    VertxContextSupport.subscribeAndAwait(() -> objects.refer(kept));
  }

  @Test
  void only_central_it_collects() {
    as(Tokens.developer()).post(BASE + "/storage/gc").then().statusCode(403);
    as(Tokens.centralIt()).post(BASE + "/storage/gc?dryrun=true").then().statusCode(400);
  }

  private static Response collect(boolean dryRun) {
    return as(Tokens.centralIt()).post(BASE + "/storage/gc?dryRun=" + dryRun);
  }

  private Path object(String text, Duration age) throws IOException {
    var file = path(Checksums.of(text));
    write(file, text.getBytes(StandardCharsets.UTF_8));
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
    return file;
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }

  private Path path(String checksum) {
    return store.resolve("sha256").resolve(checksum.substring(0, 2)).resolve(checksum);
  }

  private void sql(String statement, String checksum) {
    pool.preparedQuery(statement).execute(Tuple.of(checksum)).await().indefinitely();
  }
}
