package dev.pluginsuite.validation.scancheck;

import java.util.Arrays;

/** The first bytes of a file, however they come. */
final class Head {
  static final int LENGTH = 512;

  private final byte[] bytes = new byte[LENGTH];
  private int length;

  void restart() {
    length = 0;
  }

  void add(byte[] chunk, int chunkLength) {
    var more = Math.min(chunkLength, LENGTH - length);
    System.arraycopy(chunk, 0, bytes, length, more);
    length += more;
  }

  Content content() {
    return Content.of(Arrays.copyOf(bytes, length));
  }
}
