package dev.pluginsuite.validation.scan;

import java.util.function.Consumer;

/** Cuts a file into lines, and lines that are too long into pieces that overlap. */
final class LineWindows {
  static final int LARGEST = 8 * 1024;
  static final int OVERLAP = 512;
  static final int LONG = 1_000;

  private final byte[] window = new byte[LARGEST];
  private final Consumer<TextWindow> to;
  private int length;
  private int line = 1;
  private boolean isContinued;

  LineWindows(Consumer<TextWindow> to) {
    this.to = to;
  }

  void add(byte[] chunk, int chunkLength) {
    for (var from = 0; from < chunkLength; ) {
      var end = from;
      while (end < chunkLength && chunk[end] != '\n') {
        end++;
      }
      take(chunk, from, end);
      if (end < chunkLength) {
        endOfLine();
      }
      from = end + 1;
    }
  }

  /** A piece of a line. */
  private void take(byte[] chunk, int from, int end) {
    for (var at = from; at < end; ) {
      var count = Math.min(end - at, LARGEST - length);
      System.arraycopy(chunk, at, window, length, count);
      length += count;
      at += count;
      if (length == LARGEST) {
        slide();
      }
    }
  }

  void end() {
    if (length > (isContinued ? OVERLAP : 0)) {
      hand();
    }
  }

  private void endOfLine() {
    end();
    line++;
    length = 0;
    isContinued = false;
  }

  private void slide() {
    hand();
    System.arraycopy(window, LARGEST - OVERLAP, window, 0, OVERLAP);
    length = OVERLAP;
    isContinued = true;
  }

  private void hand() {
    var isLong = isContinued || length > LONG;
    to.accept(new TextWindow(window, length, line, isLong));
  }
}
