package dev.pluginsuite.agent.reconcile;

import java.io.IOException;
import java.io.InputStream;

/** A downloaded package. Closing it gives its room back. */
public interface Archive extends AutoCloseable {
  InputStream open() throws IOException;

  long size();

  /** What was hashed while it came in, lower-case hex. */
  String sha256();

  @Override
  void close();
}
