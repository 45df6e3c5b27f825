package dev.pluginsuite.contracts.compatibility;

import java.util.ArrayList;
import java.util.List;

/** What others cannot bear, each as a line that names the place. */
final class Breaks {
  private final List<String> found = new ArrayList<>();

  void add(String where, String what) {
    found.add(where + ": " + what);
  }

  void addIf(boolean isBroken, String where, String what) {
    if (isBroken) {
      add(where, what);
    }
  }

  List<String> found() {
    return found.stream().distinct().toList();
  }
}
