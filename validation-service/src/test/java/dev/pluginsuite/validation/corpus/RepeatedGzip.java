package dev.pluginsuite.validation.corpus;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.Deflater;

/** A gzip member without end: something once, then one block again and again, deflated once. */
final class RepeatedGzip extends InputStream {
  private static final byte[] HEADER = {0x1F, (byte) 0x8B, 8, 0, 0, 0, 0, 0, 0, 3};

  private final byte[] again;
  private InputStream part;
  private int left;

  RepeatedGzip(byte[] once, byte[] again, int times) {
    super();
    var deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    var start = new ByteArrayOutputStream();
    start.writeBytes(HEADER);
    start.writeBytes(deflated(deflater, once));
    this.part = new ByteArrayInputStream(start.toByteArray());
    // After a full flush nothing refers to what came before.
    this.again = deflated(deflater, again);
    this.left = times;
    deflater.end();
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    var read = part.read(to, offset, length);
    while (read < 0 && left > 0) {
      left--;
      part = new ByteArrayInputStream(again);
      read = part.read(to, offset, length);
    }
    return read;
  }

  private static byte[] deflated(Deflater deflater, byte[] content) {
    var out = new ByteArrayOutputStream();
    var buffer = new byte[64 * 1024];
    deflater.setInput(content);
    for (var read = buffer.length; read == buffer.length; ) {
      read = deflater.deflate(buffer, 0, buffer.length, Deflater.FULL_FLUSH);
      out.write(buffer, 0, read);
    }
    return out.toByteArray();
  }
}
