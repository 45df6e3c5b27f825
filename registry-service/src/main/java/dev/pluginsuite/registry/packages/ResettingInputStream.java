package dev.pluginsuite.registry.packages;

import io.vertx.core.http.HttpServerResponse;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A body that cannot be read to its end takes the answer back: closed in order, it would look
 * whole, or keep the client waiting for the rest (RFC 9110, section 8.6).
 */
final class ResettingInputStream extends FilterInputStream {
  private final HttpServerResponse response;

  ResettingInputStream(InputStream body, HttpServerResponse response) {
    super(body);
    this.response = response;
  }

  @Override
  public int read() throws IOException {
    try {
      return in.read();
    } catch (IOException e) {
      response.reset();
      throw e;
    }
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    try {
      return in.read(buffer, offset, length);
    } catch (IOException e) {
      response.reset();
      throw e;
    }
  }
}
