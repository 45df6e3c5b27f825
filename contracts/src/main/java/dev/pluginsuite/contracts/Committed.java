package dev.pluginsuite.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pluginsuite.contracts.document.Documents;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** The files that were committed, against what the code says now. */
final class Committed {
  private static final String COMMAND = "mvn -pl contracts -am -DskipTests package ";

  private final Path root;
  private final Acceptance acceptance;
  private final List<String> faults = new ArrayList<>();

  Committed(Path root, Acceptance acceptance) {
    this.root = root;
    this.acceptance = acceptance;
  }

  /** A contract: others rely on what it said. */
  void contract(String file, ObjectNode now, BiFunction<JsonNode, JsonNode, List<String>> compare) {
    var path = root.resolve(file);
    var breaks = Files.exists(path) ? compare.apply(Documents.yaml(path), now) : List.<String>of();
    if (!breaks.isEmpty() && !acceptance.takesBreaks()) {
      faults.add(
          "%s would break others:\n  %s\n  If that is meant: %s"
              .formatted(
                  file,
                  String.join("\n  ", breaks),
                  COMMAND + Acceptance.ACCEPT_BREAKING.option()));
      return;
    }
    page(file, Documents.yaml(now));
  }

  /** What is made of the code for readers: nobody is broken if it changes. */
  void page(String file, String now) {
    var path = root.resolve(file);
    if (Files.exists(path) && Documents.text(path).equals(now)) {
      return;
    }
    if (acceptance.takesChanges()) {
      Documents.write(path, now);
      System.out.println("Written: " + file);
    } else {
      faults.add(
          "%s is not what the code says. Look at it and commit it: %s"
              .formatted(file, COMMAND + Acceptance.ACCEPT.option()));
    }
  }

  void fault(String what) {
    faults.add(what);
  }

  List<String> faults() {
    return faults;
  }
}
