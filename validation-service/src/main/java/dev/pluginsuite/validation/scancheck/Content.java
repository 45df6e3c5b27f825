package dev.pluginsuite.validation.scancheck;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.regex.Pattern;

/** What a file is by its first bytes. */
enum Content {
  EMPTY(""),
  ELF("\\x7FELF.*"),
  WINDOWS_PROGRAM("MZ.*"),
  // The fat form shares its first bytes with Java's classes, whose version is larger than any
  // number of machines.
  MACH_O(
      "(?:\\xFE\\xED\\xFA[\\xCE\\xCF]|[\\xCE\\xCF]\\xFA\\xED\\xFE|\\xCA\\xFE\\xBA\\xBE\\x00\\x00\\x00[\\x01-\\x1F]).*"),
  JAVA_CLASS("\\xCA\\xFE\\xBA\\xBE.*"),
  WEB_ASSEMBLY("\\x00asm.*"),
  ARCHIVE("(?:PK\\x03\\x04|PK\\x05\\x06|\\x1F\\x8B|BZh|\\xFD7zXZ|7z\\xBC\\xAF|Rar!).*"),
  IMAGE(
      "(?:\\x89PNG|\\xFF\\xD8\\xFF|GIF8|RIFF....WEBP|BM|\\x00\\x00[\\x01\\x02]\\x00|II\\*\\x00|MM\\x00\\*|....ftyp(?:avif|heic|mif1)).*"),
  FONT(
      "(?:wOF[F2]|\\x00\\x01\\x00\\x00|OTTO|true|ttcf|..\\x00\\x00..\\x00\\x00[\\x00-\\x02]\\x00[\\x00-\\x02]\\x00).*"),
  DOCUMENT("%PDF-.*"),
  SCRIPT("#!.*"),
  TEXT("[^\\x00-\\x08\\x0E-\\x1A\\x1C-\\x1F]*"),
  BINARY(".*");

  private final Pattern pattern;

  Content(String pattern) {
    this.pattern = Pattern.compile(pattern, Pattern.DOTALL);
  }

  static Content of(byte[] head) {
    var text = new String(head, ISO_8859_1);
    for (var it : values()) {
      if (it.pattern.matcher(text).matches() && it.isWhole(head)) {
        return it;
      }
    }
    return BINARY;
  }

  boolean isProgram() {
    return this == ELF || this == WINDOWS_PROGRAM || this == MACH_O;
  }

  /** Two letters alone prove nothing: a program for Windows says where its second header is. */
  private boolean isWhole(byte[] head) {
    return this != WINDOWS_PROGRAM
        || (head.length >= 64 && head[0x3E] == 0 && head[0x3F] == 0 && hasZero(head));
  }

  private static boolean hasZero(byte[] head) {
    for (var i = 0; i < 32; i++) {
      if (head[i] == 0) {
        return true;
      }
    }
    return false;
  }
}
