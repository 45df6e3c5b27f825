package dev.pluginsuite.validation.archive;

import java.io.IOException;

/**
 * The archive cannot be read any further. An {@code IOException}, because streams throw it; any
 * other one means that the bytes could not be had.
 */
final class ArchiveFault extends IOException {
  private static final long serialVersionUID = 1L;

  private final ArchiveRule rule;

  ArchiveFault(ArchiveRule rule, String message) {
    super(message);
    this.rule = rule;
  }

  ArchiveRule rule() {
    return rule;
  }

  String text() {
    return String.valueOf(getMessage());
  }
}
