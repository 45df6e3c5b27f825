package dev.pluginsuite.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SteadfastTest {
  private final AtomicInteger starts = new AtomicInteger();

  @ParameterizedTest
  @ValueSource(classes = {IllegalStateException.class, StackOverflowError.class})
  void work_is_taken_up_again_whatever_it_died_of(Class<? extends Throwable> cause) {
    Runnable work =
        () -> {
          if (starts.incrementAndGet() == 1) {
            throw thrown(cause);
          }
          Thread.currentThread().interrupt();
        };

    new Steadfast(work, Duration.ZERO).run();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(starts).hasValue(2);
  }

  private static RuntimeException thrown(Class<? extends Throwable> cause) {
    if (cause == StackOverflowError.class) {
      throw new StackOverflowError();
    }
    return new IllegalStateException();
  }
}
