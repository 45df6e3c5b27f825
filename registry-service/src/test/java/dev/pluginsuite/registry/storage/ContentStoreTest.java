package dev.pluginsuite.registry.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentStoreTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final byte[] BYTES = "some bytes".getBytes(StandardCharsets.UTF_8);

  @TempDir Path root;
  private ContentStore store;

  @BeforeEach
  void open() {
    store = new ContentStore(() -> root, new SimpleMeterRegistry());
  }

  @Test
  void old_uploads_go_whoever_left_them_and_young_ones_and_kept_bytes_stay() throws IOException {
    var young = UUID.randomUUID();
    var old = UUID.randomUUID();
    store.receive(young, new ByteArrayInputStream(BYTES), 100);
    var content = store.receive(old, new ByteArrayInputStream(BYTES), 100);
    store.keep(old, content.checksum());
    written(young, NOON);
    written(old, NOON.minusMillis(1));

    store.discardBefore(NOON);

    assertThat(root.resolve("uploads")).isDirectoryContaining(it -> it.endsWith(young.toString()));
    assertThat(root.resolve("uploads").resolve(old.toString())).doesNotExist();
    try (var kept = store.open(content.checksum(), content.size())) {
      assertThat(kept.readAllBytes()).isEqualTo(BYTES);
    }
  }

  @Test
  void nothing_to_discard_is_no_failure() {
    store.discardBefore(NOON.plus(Duration.ofDays(1)));

    assertThat(root.resolve("uploads")).isEmptyDirectory();
  }

  private void written(UUID upload, Instant at) throws IOException {
    Files.setLastModifiedTime(
        root.resolve("uploads").resolve(upload.toString()), FileTime.from(at));
  }
}
