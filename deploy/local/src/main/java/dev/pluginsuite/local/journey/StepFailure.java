package dev.pluginsuite.local.journey;

/** The suite answered, but not what it should have. */
final class StepFailure extends Exception {
  StepFailure(String message) {
    super(message);
  }

  static void unless(boolean holds, String message) throws StepFailure {
    if (!holds) {
      throw new StepFailure(message);
    }
  }
}
