package dev.pluginsuite.validation.corpus;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** One tar header of which every field can be what no tar writes. */
final class RawHeader {
  static final int LENGTH = 512;
  static final int SIZE = 124;
  static final int TIME = 136;
  static final int MODE = 100;
  static final int MAGIC = 257;
  static final int PREFIX = 345;
  private static final int OWNER = 108;
  private static final int GROUP = 116;
  private static final int CHECKSUM = 148;
  private static final int TYPE = 156;
  private static final int LINK = 157;

  private final byte[] block = new byte[LENGTH];

  private RawHeader(char type, byte[] name) {
    System.arraycopy(name, 0, block, 0, name.length);
    block[TYPE] = (byte) type;
    at(MAGIC, "ustar\00000").octal(MODE, 8, 0644).octal(TIME, 12, 0).size(0);
    octal(OWNER, 8, 0).octal(GROUP, 8, 0);
  }

  static RawHeader file(String name) {
    return of('0', name);
  }

  static RawHeader of(char type, String name) {
    return new RawHeader(type, name.getBytes(UTF_8));
  }

  /** A file whose name is bytes in no particular encoding. */
  static RawHeader named(byte... name) {
    return new RawHeader('0', name);
  }

  RawHeader at(int offset, String bytes) {
    return at(offset, bytes.getBytes(ISO_8859_1));
  }

  RawHeader at(int offset, byte... bytes) {
    System.arraycopy(bytes, 0, block, offset, bytes.length);
    return this;
  }

  RawHeader link(String target) {
    return at(LINK, target.getBytes(UTF_8));
  }

  RawHeader mode(int mode) {
    return octal(MODE, 8, mode);
  }

  RawHeader size(long size) {
    return octal(SIZE, 12, size);
  }

  RawHeader gnu() {
    return at(MAGIC, "ustar  \0");
  }

  private RawHeader octal(int offset, int length, long value) {
    return at(offset, ("%0" + (length - 1) + "o\0").formatted(value));
  }

  byte[] bytes() {
    Arrays.fill(block, CHECKSUM, CHECKSUM + 8, (byte) ' ');
    var sum = 0;
    for (var each : block) {
      sum += each & 0xFF;
    }
    return bytes("%06o\0 ".formatted(sum));
  }

  /** With a checksum as it should not be. */
  byte[] bytes(String checksum) {
    return at(CHECKSUM, checksum).block.clone();
  }
}
