package dev.pluginsuite.registry.blobs;

import java.io.FilterInputStream;
import java.io.IOException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** Closed before its end, it breaks off instead of reading on for the sake of the connection. */
final class S3InputStream extends FilterInputStream {
  private final ResponseInputStream<GetObjectResponse> body;
  private boolean ended;

  S3InputStream(ResponseInputStream<GetObjectResponse> body) {
    super(body);
    this.body = body;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    try {
      int read = body.read(buffer, offset, length);
      ended |= read < 0;
      return read;
    } catch (SdkException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    if (!ended) {
      body.abort();
    }
    body.close();
  }
}
