package dev.pluginsuite.installation.resolution;

/** How much work is left. Counted in steps, so that the same input always ends in the same way. */
final class Budget {
  private long steps;

  Budget(long steps) {
    this.steps = steps;
  }

  void spend() {
    if (--steps < 0) {
      throw new Exhausted();
    }
  }

  boolean isSpent() {
    return steps < 0;
  }

  /** It was too much. */
  static final class Exhausted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Exhausted() {
      super("too many steps", null, false, false);
    }
  }
}
