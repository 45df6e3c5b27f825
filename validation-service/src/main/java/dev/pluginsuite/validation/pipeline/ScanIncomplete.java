package dev.pluginsuite.validation.pipeline;

import dev.pluginsuite.validation.scan.CheckRun;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** A package may not pass without a check that could not be carried out: try again later. */
public final class ScanIncomplete extends IOException {
  private static final long serialVersionUID = 1L;

  private ScanIncomplete(String message) {
    super(message);
  }

  static ScanIncomplete because(List<CheckRun> missed) {
    return new ScanIncomplete(
        missed.stream()
            .map(it -> "The required check %s failed: %s".formatted(it.check(), it.note()))
            .collect(Collectors.joining(" ")));
  }
}
