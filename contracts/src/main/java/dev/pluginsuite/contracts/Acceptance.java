package dev.pluginsuite.contracts;

import java.util.Arrays;

/** What a build does about a contract that is not the committed one. */
enum Acceptance {
  /** It fails. */
  CHECK("check"),
  /** It writes the file, unless somebody would be broken. */
  ACCEPT("accept"),
  /** It writes the file. */
  ACCEPT_BREAKING("accept-breaking");

  private final String word;

  Acceptance(String word) {
    this.word = word;
  }

  static Acceptance of(String word) {
    return Arrays.stream(values())
        .filter(it -> it.word.equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "-Dcontracts has to be check, accept or accept-breaking, not " + word));
  }

  /** Such as {@code -Dcontracts=accept}. */
  String option() {
    return "-Dcontracts=" + word;
  }

  boolean takesChanges() {
    return this != CHECK;
  }

  boolean takesBreaks() {
    return this == ACCEPT_BREAKING;
  }
}
