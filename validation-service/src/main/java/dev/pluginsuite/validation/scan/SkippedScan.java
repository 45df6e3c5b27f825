package dev.pluginsuite.validation.scan;

import java.io.IOException;

/** There is nothing to check with, such as a database that nobody loaded yet. */
public final class SkippedScan extends IOException {
  private static final long serialVersionUID = 1L;

  public SkippedScan(String reason) {
    super(reason);
  }
}
