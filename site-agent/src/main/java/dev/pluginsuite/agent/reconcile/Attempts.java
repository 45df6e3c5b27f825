package dev.pluginsuite.agent.reconcile;

import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the steps of a pass are tried: what the failure of one means for the others. */
abstract class Attempts {
  private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);

  private final BooleanSupplier isSuperseded;

  private Attempts(BooleanSupplier isSuperseded) {
    this.isSuperseded = isSuperseded;
  }

  /** Towards something new: the first failure is the plan's failure. */
  static Attempts allOrNothing(BooleanSupplier isSuperseded) {
    return new Attempts(isSuperseded) {
      @Override
      void failed(StepFailure failure) throws StepFailure {
        throw failure;
      }
    };
  }

  /** To hold a known set: what can be had is worth having. */
  static Attempts asMuchAsPossible(BooleanSupplier isSuperseded) {
    return new Attempts(isSuperseded) {
      @Override
      void failed(StepFailure failure) {
        LOG.warn("Could not {}", failure.summary());
      }
    };
  }

  abstract void failed(StepFailure failure) throws StepFailure;

  void at(Step step) throws StepFailure, IOException, InterruptedException {
    if (isSuperseded.getAsBoolean()) {
      throw new Unavailable("A newer document has come");
    }
    try {
      step.run();
    } catch (StepFailure failure) {
      if (failure.plugin() == null) {
        LOG.warn("Could not {}", failure.summary());
      } else {
        failed(failure);
      }
    }
  }

  interface Step {
    void run() throws StepFailure, IOException, InterruptedException;
  }
}
