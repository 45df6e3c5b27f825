package dev.pluginsuite.validation.osv;

import java.io.IOException;

/** What was sent is no OSV export. */
public final class InvalidExport extends IOException {
  private static final long serialVersionUID = 1L;

  InvalidExport(String message) {
    super(message);
  }
}
