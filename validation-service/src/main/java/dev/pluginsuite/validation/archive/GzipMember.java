package dev.pluginsuite.validation.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The one gzip member (RFC 1952) of a package. The JDK's stream reads a second member silently and
 * ignores what follows; readers that disagree about where an archive ends are a way to hide things.
 */
final class GzipMember extends InputStream {
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;
  private static final int HEADER_CRC = 2;
  private static final int RESERVED = 0xE0;
  private static final int DEFLATE = 8;
  private static final int LONGEST_TEXT = 1024;
  private static final int SUBFIELD_HEADER = 4;

  private final InputStream in;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private final CRC32 headerCrc = new CRC32();
  private final byte[] buffer = new byte[8192];
  private int position;
  private int limit;
  private boolean started;
  private boolean ended;

  GzipMember(InputStream in) {
    super();
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!started) {
      started = true;
      readHeader();
    }
    while (!ended) {
      var read = inflate(to, offset, length);
      crc.update(to, offset, read);
      if (inflater.finished()) {
        position = limit - inflater.getRemaining();
        ended = true;
        readTrailer();
      }
      if (read > 0) {
        return read;
      }
    }
    return -1;
  }

  @Override
  public void close() {
    inflater.end();
  }

  private int inflate(byte[] to, int offset, int length) throws IOException {
    try {
      var read = inflater.inflate(to, offset, length);
      if (read == 0 && inflater.needsDictionary()) {
        throw malformed("The package asks for a preset dictionary.");
      }
      if (read == 0 && inflater.needsInput()) {
        fill();
        inflater.setInput(buffer, 0, limit);
      }
      return read;
    } catch (DataFormatException e) {
      throw malformed("The package is not deflated as RFC 1951 says: " + e.getMessage());
    }
  }

  private void readHeader() throws IOException {
    if (next() != 0x1F || next() != 0x8B || next() != DEFLATE) {
      throw malformed("The package is not a gzip file.");
    }
    var flags = next();
    if ((flags & RESERVED) != 0) {
      throw malformed("The package's gzip header has reserved flags.");
    }
    skip(6);
    if ((flags & EXTRA) != 0) {
      skipSubfields(next() | (next() << 8));
    }
    if ((flags & NAME) != 0) {
      skipText();
    }
    if ((flags & COMMENT) != 0) {
      skipText();
    }
    if ((flags & HEADER_CRC) != 0) {
      checkHeader();
    }
    inflater.setInput(buffer, position, limit - position);
  }

  /** Some readers insist on it and others do not look. */
  private void checkHeader() throws IOException {
    var expected = headerCrc.getValue() & 0xFFFF;
    if ((next() | (next() << 8)) != expected) {
      throw malformed("The package's gzip header does not match its CRC.");
    }
  }

  private void readTrailer() throws IOException {
    if (nextInt() != crc.getValue() || nextInt() != (inflater.getBytesWritten() & 0xFFFFFFFFL)) {
      throw malformed("The package's content does not match its CRC and length.");
    }
    if (position < limit || in.read() >= 0) {
      throw new ArchiveFault(
          ArchiveRule.TRAILING_DATA, "There are bytes behind the end of the gzip member.");
    }
  }

  private void skipText() throws IOException {
    for (var i = 0; next() != 0; i++) {
      if (i > LONGEST_TEXT) {
        throw malformed("The package's gzip header has an endless text.");
      }
    }
  }

  /** Each has an id of two bytes and a length; some readers insist on that. */
  private void skipSubfields(int total) throws IOException {
    var left = total;
    while (left >= SUBFIELD_HEADER) {
      skip(2);
      var length = next() | (next() << 8);
      left -= SUBFIELD_HEADER + length;
      if (left >= 0) {
        skip(length);
      }
    }
    if (left != 0) {
      throw malformed("The package's gzip header has an extra field of no known form.");
    }
  }

  private void skip(int count) throws IOException {
    for (var i = 0; i < count; i++) {
      next();
    }
  }

  private long nextInt() throws IOException {
    return next() | (next() << 8) | (next() << 16) | ((long) next() << 24);
  }

  private int next() throws IOException {
    if (position == limit) {
      fill();
    }
    headerCrc.update(buffer[position]);
    return buffer[position++] & 0xFF;
  }

  private void fill() throws IOException {
    limit = in.read(buffer, 0, buffer.length);
    position = 0;
    if (limit <= 0) {
      limit = 0;
      throw new ArchiveFault(ArchiveRule.TRUNCATED, "The package ends within its gzip member.");
    }
  }

  private static ArchiveFault malformed(String message) {
    return new ArchiveFault(ArchiveRule.MALFORMED, message);
  }
}
