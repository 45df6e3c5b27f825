package dev.pluginsuite.local.journey;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * The steps in order. Each builds on those before it, so that the first failure ends the journey.
 */
public final class Journey {
  private final List<Step> steps;

  Journey(List<Step> steps) {
    this.steps = steps;
  }

  public static Journey of(World world) {
    return new Journey(Itinerary.through(world));
  }

  /** Whether every step passed. */
  public boolean run(Consumer<String> out) throws InterruptedException {
    int passed = 0;
    for (var step : steps) {
      if (!pass(step, passed + 1, out)) {
        break;
      }
      passed++;
    }
    out.accept("journey: %d of %d steps passed".formatted(passed, steps.size()));
    return passed == steps.size();
  }

  private boolean pass(Step step, int number, Consumer<String> out) throws InterruptedException {
    var began = System.nanoTime();
    try {
      out.accept(line(number, "ok", step, step.action().take(), began));
      return true;
    } catch (IOException | StepFailure | RuntimeException e) {
      out.accept(line(number, "FAILED", step, describe(e), began));
      return false;
    }
  }

  private String line(int number, String result, Step step, String detail, long began) {
    var seconds = (System.nanoTime() - began) / 1e9;
    return String.format(
        Locale.ROOT,
        "[%2d/%d] %s %s — %s (%.1f s)",
        number,
        steps.size(),
        result,
        step.name(),
        detail,
        seconds);
  }

  /** What we throw ourselves explains itself. */
  private static String describe(Exception e) {
    return e instanceof RuntimeException ? e.toString() : String.valueOf(e.getMessage());
  }
}
