package dev.pluginsuite.local;

import java.io.PrintStream;
import java.util.Locale;

/** Lines for people, each with the seconds since the launcher began. */
final class Progress {
  private final PrintStream out;
  private final long began = System.nanoTime();

  Progress(PrintStream out) {
    this.out = out;
  }

  synchronized void tell(String line) {
    out.printf(Locale.ROOT, "[%6.1f s] %s%n", seconds(), line);
  }

  /** Without the time. */
  synchronized void print(String line) {
    out.println(line);
  }

  double seconds() {
    return (System.nanoTime() - began) / 1e9;
  }
}
