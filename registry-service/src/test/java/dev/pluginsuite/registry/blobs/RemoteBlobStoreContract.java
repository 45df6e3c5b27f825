package dev.pluginsuite.registry.blobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pluginsuite.registry.testing.FaultyProxy;
import dev.pluginsuite.registry.testing.GeneratedBytes;
import dev.pluginsuite.registry.testing.StorageServers;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What stores on a server do when the line to it is bad. */
abstract class RemoteBlobStoreContract extends BlobStoreContract {
  private static final int MIB = 1024 * 1024;
  private static final long SIZE = 7L * MIB;
  private static final int FOR_EVER = 1000;

  private FaultyProxy line;
  private BlobServer server;
  private BlobStore store;

  @BeforeEach
  void connectOverABadLine() throws IOException {
    line = new FaultyProxy(StorageServers.url(kind()));
    // What is put and answered too late is put again, and is there by then.
    server = overTheLine(Duration.ofSeconds(10));
    store = server.store(StorageServers.BUCKET, prefix);
  }

  private BlobServer overTheLine(Duration timeout) {
    return StorageServers.account(kind(), line.url(), timeout).connect();
  }

  @AfterEach
  void closeTheLine() throws IOException {
    if (line != null) {
      server.close();
      line.close();
    }
  }

  @Test
  void a_line_that_is_cut_while_bytes_go_up_is_tried_again() throws IOException {
    line.cutUp(1, 2 * MIB);

    assertThat(store.put("up", new GeneratedBytes(SIZE))).isTrue();

    assertThat(line.left()).isZero();
    assertSame("up", SIZE);
  }

  @Test
  void a_line_that_is_always_cut_leaves_nothing() throws IOException {
    line.cutUp(FOR_EVER, MIB);

    assertThatThrownBy(() -> store.put("up", new GeneratedBytes(SIZE)))
        .isInstanceOf(IOException.class);

    line.cutUp(0, 0);
    assertThat(store.find("up")).isEmpty();
  }

  @Test
  void a_line_that_is_cut_while_bytes_come_down_is_read_on_where_it_ended() throws IOException {
    store.put("down", new GeneratedBytes(SIZE));
    line.cutDown(1, MIB);

    assertSame(store, "down", SIZE);

    assertThat(line.left()).isZero();
  }

  @Test
  void a_server_that_falls_silent_is_given_up_on() throws IOException {
    store.put("silent", new GeneratedBytes(SIZE));
    try (var hasty = overTheLine(Duration.ofSeconds(1))) {
      var reading = hasty.store(StorageServers.BUCKET, prefix);
      line.silence(1, MIB);
      assertSame(reading, "silent", SIZE);
      line.silence(FOR_EVER, 0);

      assertThatThrownBy(() -> reading.open("silent", 0, SIZE).readAllBytes())
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void a_server_that_is_gone_is_a_failure_that_may_pass() throws IOException {
    line.close();

    assertThatThrownBy(() -> store.find("any")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> store.list("any/", it -> {})).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> store.put("any", new GeneratedBytes(1)))
        .isInstanceOf(IOException.class);
  }
}
