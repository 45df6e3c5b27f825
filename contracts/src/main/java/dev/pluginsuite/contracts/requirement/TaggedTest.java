package dev.pluginsuite.contracts.requirement;

import java.nio.file.Path;

/**
 * A test, or a class of tests, that shows a requirement.
 *
 * @param file from the folder of the project
 * @param name of the class, and of the method if it alone is tagged
 */
public record TaggedTest(String requirement, Path file, String name) {

  String link() {
    return "[%s](../%s)".formatted(name.replace("_", "\\_"), file.toString().replace('\\', '/'));
  }

  @Override
  public String toString() {
    return name;
  }
}
