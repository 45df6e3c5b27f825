package dev.pluginsuite.validation.archive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One 512-byte header as POSIX (ustar, pax) and GNU tar write it.
 *
 * @param name one character for each byte: which encoding they are in is still to be seen
 * @param linkName likewise
 * @param typeFlag what kind of entry follows
 */
record TarHeader(String name, String linkName, int mode, long size, char typeFlag) {
  static final int LENGTH = 512;
  private static final int LONGEST_SHOWN = 200;
  private static final Pattern OCTAL = Pattern.compile(" *([0-7]*)[ \\x00]*");
  private static final int CHECKSUM_AT = 148;
  private static final int CHECKSUM_LENGTH = 8;
  private static final String POSIX = "ustar\00000";
  private static final String GNU = "ustar  \0";
  private static final String STAR = "tar\0";

  static TarHeader of(byte[] block) throws ArchiveFault {
    if (checksum(block) != octal(block, CHECKSUM_AT, CHECKSUM_LENGTH)) {
      throw malformed("A header's checksum is wrong.");
    }
    var magic = new String(block, 257, 8, ISO_8859_1);
    // Star's own format reads as POSIX but has a shorter prefix.
    var isStar = new String(block, 508, 4, ISO_8859_1).equals(STAR);
    if (isStar || !(magic.equals(POSIX) || magic.equals(GNU))) {
      throw malformed("A header is neither POSIX nor GNU tar.");
    }
    checkUnusedFields(block, magic.equals(GNU));
    return new TarHeader(
        magic.equals(POSIX) ? prefixedName(block) : text(block, 0, 100),
        text(block, 157, 100),
        (int) octal(block, 100, 8),
        octal(block, 124, 12),
        (char) (block[156] & 0xFF));
  }

  TarHeader withName(String longName) {
    return new TarHeader(longName, linkName, mode, size, typeFlag);
  }

  TarHeader withLinkName(String longName) {
    return new TarHeader(name, longName, mode, size, typeFlag);
  }

  /** How many bytes of the archive its content takes, which is padded to whole blocks. */
  long paddedSize() {
    return (size + LENGTH - 1) / LENGTH * LENGTH;
  }

  boolean isLink() {
    return typeFlag == '1' || typeFlag == '2';
  }

  /** For people, whatever encoding it is in; as much of it as anybody reads. */
  String linkTarget() {
    var shown = linkName.length() > LONGEST_SHOWN ? linkName.substring(0, LONGEST_SHOWN) : linkName;
    return shown.isEmpty() ? "nothing" : EntryName.decoded(shown).orElse(shown);
  }

  private static String prefixedName(byte[] block) {
    var prefix = text(block, 345, 155);
    var name = text(block, 0, 100);
    return prefix.isEmpty() ? name : prefix + "/" + name;
  }

  private static String text(byte[] block, int at, int length) {
    var text = new String(block, at, length, ISO_8859_1);
    var end = text.indexOf('\0');
    return end < 0 ? text : text.substring(0, end);
  }

  /** Owner, time and device are of no interest here, but other readers stop at bad ones. */
  private static void checkUnusedFields(byte[] block, boolean gnu) throws ArchiveFault {
    for (var at : List.of(108, 116, 329, 337)) {
      checkNumber(block, at, 8);
    }
    checkNumber(block, 136, 12);
    if (gnu) {
      checkNumber(block, 345, 12);
      checkNumber(block, 357, 12);
      if (!Arrays.equals(block, 369, 495, new byte[126], 0, 126)) {
        throw malformed("A header is of a sparse or multi-volume archive.");
      }
    }
  }

  private static void checkNumber(byte[] block, int at, int length) throws ArchiveFault {
    if (block[at] >= 0) {
      octal(block, at, length);
      return;
    }
    var fill = block[at] == (byte) 0x80 ? 0 : block[at];
    for (var i = at + 1; i <= at + length - 8; i++) {
      if (block[i] != fill) {
        throw malformed("A header has a number that is too large.");
      }
    }
  }

  /** Digits, between spaces and up to a NUL or space; base-256 is for what is refused anyway. */
  private static long octal(byte[] block, int at, int length) throws ArchiveFault {
    var number = OCTAL.matcher(new String(block, at, length, ISO_8859_1));
    if (!number.matches()) {
      throw malformed("A header has a number that is not octal.");
    }
    var digits = number.group(1);
    return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
  }

  private static long checksum(byte[] block) {
    var sum = 0L;
    for (var i = 0; i < LENGTH; i++) {
      var isChecksum = i >= CHECKSUM_AT && i < CHECKSUM_AT + CHECKSUM_LENGTH;
      sum += isChecksum ? ' ' : block[i] & 0xFF;
    }
    return sum;
  }

  private static ArchiveFault malformed(String message) {
    return new ArchiveFault(ArchiveRule.MALFORMED, message);
  }
}
