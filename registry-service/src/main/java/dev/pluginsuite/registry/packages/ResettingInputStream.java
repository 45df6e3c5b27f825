package dev.pluginsuite.registry.packages;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A body that cannot be read to its end takes the answer back: closed in order, it would look
 * whole, or keep the client waiting for the rest (RFC 9110, section 8.6).
 */
final class ResettingInputStream extends FilterInputStream {
  private final HttpServerRequest request;

  ResettingInputStream(InputStream body, HttpServerRequest request) {
    super(body);
    this.request = request;
  }

  @Override
  public int read() throws IOException {
    try {
      return in.read();
    } catch (IOException e) {
      takeBack();
      throw e;
    }
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    try {
      return in.read(buffer, offset, length);
    } catch (IOException e) {
      takeBack();
      throw e;
    }
  }

  private void takeBack() {
    if (request.version() == HttpVersion.HTTP_2) {
      request.response().reset();
    } else {
      // A reset closes it too, but tells nobody: a graceful stop would wait for this request.
      request.connection().close();
    }
  }
}
