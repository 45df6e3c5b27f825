package dev.pluginsuite.registry.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pluginsuite.common.problem.Problem;
import dev.pluginsuite.registry.blobs.Account.Kind;
import dev.pluginsuite.registry.blobs.BlobStore;
import dev.pluginsuite.registry.problem.RegistryProblem;
import dev.pluginsuite.registry.storage.StorageSettings.Server;
import dev.pluginsuite.registry.testing.GeneratedBytes;
import dev.pluginsuite.registry.testing.StorageServers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How packages are kept and handed out, whatever server is behind it. */
abstract class ContentContract {
  private static final int SIZE = 3 * Chunks.SIZE + 1000;

  @TempDir Path folder;
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final UUID upload = UUID.randomUUID();
  private StorageLocation own;
  private StorageAccounts accounts;
  private ContentStore store;
  private ContentReader reader;

  abstract Kind kind();

  @BeforeEach
  void open() {
    var prefix = StorageServers.BUCKET + "/" + UUID.randomUUID();
    var account =
        StorageServers.account(kind(), StorageServers.url(kind()), Duration.ofSeconds(20));
    var config =
        StorageSettings.folder(folder)
            .with(Map.of("server", Server.of(account, StorageServers.BUCKET)))
            .keptAt("server", prefix + "/default");
    own = StorageLocation.of("server", prefix + "/own");
    accounts = new StorageAccounts(config);
    store = new ContentStore(accounts, config);
    reader = new ContentReader(accounts, config, metrics);
  }

  @AfterEach
  void disconnect() {
    if (accounts != null) {
      accounts.disconnect();
    }
  }

  @Test
  void an_upload_is_kept_where_the_registry_says() throws IOException {
    var content = receive();

    store.keep(own, upload, content);
    store.keep(own, upload, content);
    store.keep(StorageLocation.DEFAULT, upload, content);
    store.discard(upload);

    for (var location : List.of(own, StorageLocation.DEFAULT)) {
      try (var bytes = reader.open(List.of(location), content)) {
        assertThat(bytes.readAllBytes()).isEqualTo(bytes());
      }
    }
  }

  @Test
  void what_is_too_large_leaves_nothing() throws IOException {
    assertThatThrownBy(() -> store.receive(upload, new GeneratedBytes(SIZE), SIZE - 1))
        .isInstanceOf(Problem.class);

    assertThat(at(StorageLocation.DEFAULT).find(Keys.upload(upload))).isEmpty();
  }

  @Test
  void a_part_is_what_lies_there_in_the_whole() throws IOException {
    var content = kept();
    var whole = bytes();

    for (var part :
        new int[][] {
          {0, 1},
          {0, SIZE},
          {SIZE - 1, 1},
          {Chunks.SIZE - 1, 2},
          {Chunks.SIZE, Chunks.SIZE},
          {7, SIZE - 9}
        }) {
      try (var bytes = reader.open(List.of(own), content, part[0], part[1])) {
        assertThat(bytes.readAllBytes())
            .isEqualTo(Arrays.copyOfRange(whole, part[0], part[0] + part[1]));
      }
    }
  }

  @Test
  void a_flipped_byte_never_leaves_as_whole_and_goes_to_quarantine() throws IOException {
    var content = kept();
    flip(content, SIZE / 2);

    try (var bytes = reader.open(List.of(own), content)) {
      assertThatThrownBy(bytes::readAllBytes).isInstanceOf(CorruptContentException.class);
    }

    assertThat(at(own).find(Keys.object(content.checksum()))).isEmpty();
    assertThat(at(own).find(Keys.quarantine(content.checksum()))).isPresent();
    assertThat(metrics.counter("storage.corrupt").count()).isEqualTo(1);
    assertUnavailable(content);
  }

  @Test
  void no_part_of_a_chunk_with_a_flipped_byte_leaves_whenever_it_flipped() throws IOException {
    var content = kept();
    try (var right = reader.open(List.of(own), content, 0, 1)) {
      assertThat(right.readAllBytes()).hasSize(1);
    }
    flip(content, Chunks.SIZE + 5);

    try (var before = reader.open(List.of(own), content, 0, Chunks.SIZE)) {
      assertThat(before.readAllBytes()).hasSize(Chunks.SIZE);
    }
    try (var wrong = reader.open(List.of(own), content, Chunks.SIZE, 1)) {
      assertThatThrownBy(wrong::readAllBytes).isInstanceOf(CorruptContentException.class);
    }
    assertUnavailable(content);
  }

  @Test
  void a_part_of_what_was_never_right_is_refused_before_the_first_byte() throws IOException {
    var content = kept();
    flip(content, SIZE - 1);

    assertThatThrownBy(() -> reader.open(List.of(own), content, 0, 1)).isInstanceOf(Problem.class);
  }

  @Test
  void bytes_that_are_gone_from_one_place_come_from_the_next() throws IOException {
    var content = kept();
    store.keep(StorageLocation.DEFAULT, upload, content);
    at(own).delete(Keys.object(content.checksum()));

    try (var bytes = reader.open(List.of(own, StorageLocation.DEFAULT), content)) {
      assertThat(bytes.readAllBytes()).isEqualTo(bytes());
    }
  }

  @Test
  void old_uploads_go_whoever_left_them_and_kept_bytes_stay() throws IOException {
    var content = kept();
    store.discardBefore(Instant.now().minusSeconds(3600));
    assertThat(at(StorageLocation.DEFAULT).find(Keys.upload(upload))).isPresent();

    store.discardBefore(Instant.now().plusSeconds(60));

    assertThat(at(StorageLocation.DEFAULT).find(Keys.upload(upload))).isEmpty();
    assertThat(at(own).find(Keys.object(content.checksum()))).isPresent();
  }

  private StoredContent receive() {
    return store.receive(upload, new GeneratedBytes(SIZE), SIZE);
  }

  private StoredContent kept() {
    var content = receive();
    store.keep(own, upload, content);
    return content;
  }

  private static byte[] bytes() throws IOException {
    return new GeneratedBytes(SIZE).readAllBytes();
  }

  private void flip(StoredContent content, int at) throws IOException {
    var bytes = bytes();
    bytes[at] ^= 1;
    at(own).delete(Keys.object(content.checksum()));
    at(own).put(Keys.object(content.checksum()), new ByteArrayInputStream(bytes));
  }

  private void assertUnavailable(StoredContent content) {
    assertThatThrownBy(() -> reader.open(List.of(own), content))
        .isInstanceOfSatisfying(
            Problem.class,
            it -> assertThat(it.type()).isEqualTo(RegistryProblem.CONTENT_UNAVAILABLE));
  }

  private BlobStore at(StorageLocation location) throws IOException {
    return accounts.at(location);
  }
}
