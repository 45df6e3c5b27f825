package dev.pluginsuite.registry.blobs;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Fails as every stream does. */
final class AzureInputStream extends FilterInputStream {
  private final String key;

  AzureInputStream(InputStream in, String key) {
    super(in);
    this.key = key;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    try {
      return in.read(buffer, offset, length);
    } catch (RuntimeException e) {
      throw AzureFailures.translated(key, e);
    }
  }
}
