package dev.pluginsuite.registry.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KnownChunksTest {
  private static final byte[] BYTES = {1, 2, 3};

  private final KnownChunks chunks = new KnownChunks();
  private final CountDownLatch slow = new CountDownLatch(1);
  private final AtomicInteger readings = new AtomicInteger();

  @AfterEach
  void let_the_slow_one_end() {
    slow.countDown();
  }

  @Test
  void an_object_that_is_long_in_reading_holds_up_no_other() throws Exception {
    var begun = new CountDownLatch(1);
    var one = CompletableFuture.supplyAsync(() -> read("Aa", begun));
    begun.await();

    // A name with the same hash code: in a hash table they are neighbours.
    var other = CompletableFuture.supplyAsync(() -> read("BB", BYTES));

    assertThat(other.get(10, TimeUnit.SECONDS).weight()).isEqualTo(Sha256.LENGTH);
    assertThat(one).isNotDone();
  }

  @Test
  void many_who_ask_at_once_make_it_be_read_once() throws Exception {
    var begun = new CountDownLatch(1);
    var first = CompletableFuture.supplyAsync(() -> read("Aa", begun));
    begun.await();
    var second = CompletableFuture.supplyAsync(() -> read("Aa", BYTES));

    slow.countDown();

    assertThat(second.get(10, TimeUnit.SECONDS)).isSameAs(first.get(10, TimeUnit.SECONDS));
    assertThat(readings).hasValue(1);
  }

  @Test
  void what_could_not_be_read_is_tried_again() throws IOException {
    var content = new StoredContent("Aa", BYTES.length);

    assertThatThrownBy(
            () ->
                chunks.of(
                    content,
                    () -> {
                      throw new IOException("away");
                    }))
        .isExactlyInstanceOf(IOException.class)
        .hasMessage("away");

    assertThat(chunks.of(content, () -> new ByteArrayInputStream(BYTES)).weight()).isPositive();
  }

  /** Ends when it is let. */
  private Chunks read(String checksum, CountDownLatch begun) {
    return read(
        checksum,
        () -> {
          readings.incrementAndGet();
          begun.countDown();
          await(slow);
          return new ByteArrayInputStream(BYTES);
        });
  }

  private Chunks read(String checksum, byte[] bytes) {
    return read(
        checksum,
        () -> {
          readings.incrementAndGet();
          return new ByteArrayInputStream(bytes);
        });
  }

  private Chunks read(String checksum, KnownChunks.Whole whole) {
    try {
      return chunks.of(new StoredContent(checksum, BYTES.length), whole);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
