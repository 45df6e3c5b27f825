package dev.pluginsuite.health.fleet;

import dev.pluginsuite.common.problem.CommonProblem;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** Where a page before ended, in a list that the worst begin. */
record Cursor(List<Long> numbers, String key) {
  private static final UUID BOTTOM = new UUID(0, 0);

  /** Of groups: how many are unhealthy, degraded and unknown, and its key. */
  static Cursor ofGroups(String text) {
    return text.isEmpty()
        ? new Cursor(List.of(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE), "")
        : read(text, 3);
  }

  /** Of installations: how bad one is, and its id. */
  static Cursor ofInstallations(String text) {
    return text.isEmpty() ? new Cursor(List.of(-1L), BOTTOM.toString()) : read(text, 1);
  }

  private static Cursor read(String text, int numbers) {
    try {
      var parts = text.split(":", numbers + 1);
      if (parts.length == numbers + 1) {
        var read = Arrays.stream(parts).limit(numbers).map(Long::valueOf).toList();
        if (read.stream().allMatch(it -> it >= 0 && it <= Integer.MAX_VALUE)) {
          return new Cursor(read, parts[numbers]);
        }
      }
    } catch (NumberFormatException e) {
      throw invalid();
    }
    throw invalid();
  }

  UUID id() {
    try {
      return UUID.fromString(key);
    } catch (IllegalArgumentException e) {
      throw invalid();
    }
  }

  private static RuntimeException invalid() {
    return CommonProblem.INVALID_CURSOR.because(
        "Take the cursor from pagination.cursor of the page before.");
  }
}
