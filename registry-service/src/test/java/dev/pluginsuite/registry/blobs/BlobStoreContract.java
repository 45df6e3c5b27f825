package dev.pluginsuite.registry.blobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pluginsuite.registry.blobs.Account.Kind;
import dev.pluginsuite.registry.testing.GeneratedBytes;
import dev.pluginsuite.registry.testing.StorageServers;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store does, whatever server is behind it. */
abstract class BlobStoreContract {
  private static final int MIB = 1024 * 1024;
  private static final int WRITERS = 4;
  private static final byte[] BYTES = "some bytes".getBytes(StandardCharsets.UTF_8);
  private static final byte[] OTHERS = "other bytes".getBytes(StandardCharsets.UTF_8);

  final String prefix = UUID.randomUUID().toString();
  private BlobServer server;
  private BlobStore store;

  abstract Kind kind();

  @BeforeEach
  void connect() {
    var account =
        StorageServers.account(kind(), StorageServers.url(kind()), Duration.ofSeconds(20));
    server = account.connect();
    store = server.store(StorageServers.BUCKET, prefix);
  }

  @AfterEach
  void disconnect() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void what_is_put_is_read() throws IOException {
    assertThat(store.put("a/b", stream(BYTES))).isTrue();

    assertThat(read("a/b")).isEqualTo(BYTES);
    assertThat(store.find("a/b"))
        .hasValueSatisfying(
            it -> {
              assertThat(it.size()).isEqualTo(BYTES.length);
              assertThat(it.modified()).isBetween(Instant.now().minusSeconds(60), later());
            });
  }

  @Test
  void nothing_can_be_put_as_well() throws IOException {
    store.put("empty", InputStream.nullInputStream());

    assertThat(store.find("empty")).hasValueSatisfying(it -> assertThat(it.size()).isZero());
    assertThat(store.open("empty", 0, 0).readAllBytes()).isEmpty();
  }

  @Test
  void a_part_is_read_without_the_rest() throws IOException {
    store.put("part", stream(BYTES));

    try (var part = store.open("part", 5, 3)) {
      assertThat(part.readAllBytes()).isEqualTo("byt".getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void what_is_put_twice_stays_what_it_was() throws IOException {
    store.put("twice", stream(BYTES));

    assertThat(store.put("twice", stream(OTHERS))).isFalse();

    assertThat(read("twice")).isEqualTo(BYTES);
  }

  @Test
  void of_many_who_put_at_once_one_wins_and_nobody_fails() throws Exception {
    var pool = Executors.newFixedThreadPool(WRITERS);
    try {
      // Larger than a part, so that parts of many are on the server at once.
      Callable<Boolean> put = () -> store.put("raced", new GeneratedBytes(6 * MIB));
      var won = new ArrayList<Boolean>();
      for (var answer : pool.invokeAll(Collections.nCopies(WRITERS, put))) {
        won.add(answer.get());
      }

      assertThat(won).contains(true);
      assertSame("raced", 6 * MIB);
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void a_copy_is_a_blob_of_its_own() throws IOException {
    store.put("original", stream(BYTES));

    assertThat(store.copy("original", "folder/copy")).isTrue();
    assertThat(store.copy("original", "folder/copy")).isFalse();
    store.delete("original");

    assertThat(read("folder/copy")).isEqualTo(BYTES);
    assertThat(store.find("original")).isEmpty();
  }

  @Test
  void what_is_missing_is_said_to_be() throws IOException {
    assertThat(store.find("none")).isEmpty();
    assertThatThrownBy(() -> store.open("none", 0, 1).read())
        .isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> store.copy("none", "copy")).isInstanceOf(NoSuchFileException.class);
    store.delete("none");
  }

  @Test
  void a_list_has_what_begins_so_and_nothing_else() throws IOException {
    for (var key : List.of("sha256/aa/1", "sha256/aa/2", "sha256/ab/3", "uploads/4")) {
      store.put(key, stream(BYTES));
    }

    assertThat(listed("sha256/")).containsOnly("sha256/aa/1", "sha256/aa/2", "sha256/ab/3");
    assertThat(listed("sha256/aa/")).containsOnly("sha256/aa/1", "sha256/aa/2");
    assertThat(listed("none/")).isEmpty();
  }

  @Test
  void a_source_that_breaks_off_leaves_nothing() throws IOException {
    for (var whole : List.of(100, 7 * MIB)) {
      assertThatThrownBy(() -> store.put("broken", new BreakingOff(whole)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("broken off");
    }

    assertThat(store.find("broken")).isEmpty();
    assertThat(listed("")).isEmpty();
    store.abandonBefore(later());
    assertThat(listed("")).isEmpty();
  }

  @Test
  void what_has_many_parts_passes_both_ways_without_being_held() throws IOException {
    long size = 48L * MIB;
    var bytes = GeneratedBytes.measuring(size);
    long before = GeneratedBytes.heapInUse();

    store.put("large", bytes);

    assertThat(bytes.heap() - before).as("heap while it went in").isLessThan(24L * MIB);
    before = GeneratedBytes.heapInUse();
    var expected = GeneratedBytes.measuring(size);
    assertSame(store, "large", expected);
    assertThat(expected.heap() - before).as("heap while it came out").isLessThan(24L * MIB);
  }

  void assertSame(String key, long size) throws IOException {
    assertSame(store, key, new GeneratedBytes(size));
  }

  static void assertSame(BlobStore store, String key, long size) throws IOException {
    assertSame(store, key, new GeneratedBytes(size));
  }

  private static void assertSame(BlobStore store, String key, GeneratedBytes expected)
      throws IOException {
    long size = expected.size();
    try (var stored = new ResumingInputStream(store, key, 0, size, Duration.ofMinutes(5))) {
      var buffer = new byte[MIB];
      for (int read = stored.readNBytes(buffer, 0, MIB);
          read > 0;
          read = stored.readNBytes(buffer, 0, MIB)) {
        assertThat(Arrays.equals(buffer, 0, read, expected.readNBytes(read), 0, read)).isTrue();
      }
    }
    assertThat(expected.read()).isEqualTo(-1);
  }

  private List<String> listed(String folder) throws IOException {
    var keys = new ArrayList<String>();
    store.list(folder, it -> keys.add(it.key()));
    return keys;
  }

  private byte[] read(String key) throws IOException {
    try (var bytes = store.open(key, 0, store.find(key).orElseThrow().size())) {
      return bytes.readAllBytes();
    }
  }

  private static InputStream stream(byte[] bytes) {
    return new ByteArrayInputStream(bytes);
  }

  private static Instant later() {
    return Instant.now().plusSeconds(60);
  }

  /** A client that goes away half-way. */
  private static final class BreakingOff extends FilterInputStream {
    BreakingOff(int after) {
      super(new GeneratedBytes(after));
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = in.read(buffer, offset, length);
      if (read < 0) {
        throw new IOException("broken off");
      }
      return read;
    }
  }
}
