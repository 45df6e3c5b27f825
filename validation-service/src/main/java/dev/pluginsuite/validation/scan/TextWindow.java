package dev.pluginsuite.validation.scan;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A line of a text file, or a piece of one that is too long to be held; pieces overlap. It is only
 * lent: the bytes change with the next one.
 */
public final class TextWindow {
  private final byte[] bytes;
  private final int length;
  private final int line;
  private final boolean isLong;

  public TextWindow(byte[] bytes, int length, int line, boolean isLong) {
    this.bytes = bytes;
    this.length = length;
    this.line = line;
    this.isLong = isLong;
  }

  /** UTF-8, of which the first {@link #length} count. */
  public byte[] bytes() {
    return bytes;
  }

  public int length() {
    return length;
  }

  /** Counted from 1. */
  public int line() {
    return line;
  }

  /** Whether the line is longer than people write one. */
  public boolean isLong() {
    return isLong;
  }

  public String text() {
    return new String(bytes, 0, length, UTF_8);
  }
}
