package dev.pluginsuite.validation.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** What comes out of the gzip member, as long as it is in proportion to what went in. */
final class UnpackedBytes extends FilterInputStream {
  private final PackageBytes packed;
  private final ArchiveLimits limits;
  private long count;

  UnpackedBytes(InputStream in, PackageBytes packed, ArchiveLimits limits) {
    super(in);
    this.packed = packed;
    this.limits = limits;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    var read = in.read(to, offset, length);
    count += Math.max(read, 0);
    if (count > limits.unpacked()) {
      throw new ArchiveFault(
          ArchiveRule.UNPACKED_SIZE,
          "The package unpacks to more than %,d bytes.".formatted(limits.unpacked()));
    }
    if (count > ArchiveLimits.RATIO_COUNTS_FROM && count > limits.ratio() * packed.count()) {
      throw new ArchiveFault(
          ArchiveRule.RATIO,
          "The package unpacks to more than %d times its size.".formatted(limits.ratio()));
    }
    return read;
  }
}
