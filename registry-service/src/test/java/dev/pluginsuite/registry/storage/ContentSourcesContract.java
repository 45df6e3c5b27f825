package dev.pluginsuite.registry.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pluginsuite.common.problem.Problem;
import dev.pluginsuite.registry.blobs.Account.Kind;
import dev.pluginsuite.registry.problem.RegistryProblem;
import dev.pluginsuite.registry.storage.StorageSettings.Server;
import dev.pluginsuite.registry.testing.GeneratedBytes;
import dev.pluginsuite.registry.testing.StorageServers;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is fetched from a registry's own bucket, and that nothing else is. */
abstract class ContentSourcesContract {
  /** The scheme of the server's URLs, and that of the other server's. */
  abstract String scheme();

  abstract String otherScheme();

  abstract Kind kind();

  private static final StorageLocation REGISTRY =
      StorageLocation.of("server", StorageServers.BUCKET + "/site-1");
  private static final int LARGEST = 10_000;

  @TempDir Path folder;
  private StorageAccounts accounts;
  private ContentSources sources;

  @BeforeEach
  void open() {
    var account =
        StorageServers.account(kind(), StorageServers.url(kind()), Duration.ofSeconds(20));
    var config =
        StorageSettings.folder(folder)
            .with(Map.of("server", Server.of(account, StorageServers.BUCKET)));
    accounts = new StorageAccounts(config);
    sources = new ContentSources(accounts, new ContentStore(accounts, config), config);
  }

  @AfterEach
  void disconnect() {
    accounts.disconnect();
  }

  @Test
  void a_package_in_the_registrys_bucket_becomes_an_upload() throws IOException {
    var upload = UUID.randomUUID();
    accounts.at(REGISTRY).put("incoming/app-1.0.0.mpk", new GeneratedBytes(5000));

    var content =
        sources.fetch(
            REGISTRY,
            URI.create(scheme() + "://suite-tests/site-1/incoming/app-1.0.0.mpk"),
            upload,
            LARGEST);

    assertThat(content.size()).isEqualTo(5000);
    assertThat(folder.resolve("uploads").resolve(upload.toString())).hasSize(5000);
  }

  @Test
  void what_is_not_there_is_said_to_be_missing() {
    assertRefused("own://suite-tests/site-1/none.mpk", RegistryProblem.SOURCE_MISSING);
  }

  @Test
  void what_is_too_large_is_refused() throws IOException {
    accounts.at(REGISTRY).put("large.mpk", new GeneratedBytes(LARGEST + 1));

    assertRefused("own://suite-tests/site-1/large.mpk", RegistryProblem.UPLOAD_TOO_LARGE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "own://others/site-1/app.mpk",
        "own://suite-tests/site-2/app.mpk",
        "own://suite-tests/site-10/app.mpk",
        "own://suite-tests/site-1/../site-2/app.mpk",
        "own://suite-tests/site-1/%2e%2e/site-2/app.mpk",
        "own://suite-tests/site-1/",
        "own://suite-tests/site-1",
        "own://suite-tests",
        "own://user@suite-tests/site-1/app.mpk",
        "own://suite-tests:80/site-1/app.mpk",
        "own://suite-tests/site-1/app.mpk?versionId=1",
        "own://suite-tests/site-1/app.mpk#a",
        "own://suite-tests/site-1//app.mpk",
        "own://suite-tests/site-1/uploads/0",
        "own://suite-tests/site-1/sha256/aa/aa",
        "own://suite-tests/site-1/quarantine/aa",
        "own://suite-tests/site-1/line-2/uploads/0",
        "own://suite-tests/site-1/line-2/sha256/aa/aa",
        "own://suite-tests/site-1/a/b/quarantine/aa",
        "other://suite-tests/site-1/app.mpk",
        "file:///etc/passwd",
        "https://suite-tests/site-1/app.mpk",
      })
  void no_other_place_is_fetched_from(String source) {
    assertRefused(source, RegistryProblem.URL_NOT_ALLOWED);
  }

  @Test
  void a_registry_without_a_bucket_of_its_own_fetches_from_none() {
    assertThatThrownBy(
            () ->
                sources.fetch(
                    StorageLocation.DEFAULT,
                    URI.create(scheme() + "://suite-tests/site-1/app.mpk"),
                    UUID.randomUUID(),
                    LARGEST))
        .isInstanceOf(Problem.class);
  }

  private void assertRefused(String source, RegistryProblem why) {
    var upload = UUID.randomUUID();
    var url =
        source.replaceFirst("^own:", scheme() + ":").replaceFirst("^other:", otherScheme() + ":");
    assertThatThrownBy(() -> sources.fetch(REGISTRY, URI.create(url), upload, LARGEST))
        .isInstanceOfSatisfying(Problem.class, it -> assertThat(it.type()).isEqualTo(why));
    assertThat(folder.resolve("uploads").resolve(upload.toString())).doesNotExist();
  }
}
