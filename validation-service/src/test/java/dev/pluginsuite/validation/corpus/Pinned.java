package dev.pluginsuite.validation.corpus;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;
import java.util.Objects;

/** Tables of what was published elsewhere, each with its hash. */
final class Pinned {
  private Pinned() {}

  /** The columns of each line that is no comment. */
  static List<List<String>> in(String table) throws IOException {
    try (var file = Objects.requireNonNull(Pinned.class.getResourceAsStream("/corpus/" + table))) {
      return new String(file.readAllBytes(), UTF_8)
          .lines()
          .filter(it -> !it.startsWith("#"))
          .map(it -> List.of(it.split(" ", -1)))
          .toList();
    }
  }
}
