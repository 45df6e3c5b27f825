package dev.pluginsuite.validation.dryrun;

import dev.pluginsuite.common.problem.CommonProblem;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.concurrent.Semaphore;

/** Keeps dry runs few: each takes memory and a processor, and submissions go first. */
@ApplicationScoped
class DryRunPlaces {
  private final Semaphore free;

  DryRunPlaces(DryRunConfig config) {
    this.free = new Semaphore(config.atOnce());
  }

  /** Something that takes a place as long as it runs. */
  interface Work<T> {
    T run() throws IOException;
  }

  <T> T take(Work<T> work) throws IOException {
    if (!free.tryAcquire()) {
      throw CommonProblem.UNAVAILABLE.because("Too much is tried out right now; send it again.");
    }
    try {
      return work.run();
    } finally {
      free.release();
    }
  }
}
