package dev.pluginsuite.local.journey;

import java.io.IOException;

/** One thing somebody does, read back from somewhere else. */
record Step(String name, Action action) {

  /** Says what came of it, or throws. */
  interface Action {
    String take() throws IOException, InterruptedException, StepFailure;
  }
}
