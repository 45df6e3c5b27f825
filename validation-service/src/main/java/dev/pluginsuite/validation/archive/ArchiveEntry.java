package dev.pluginsuite.validation.archive;

/**
 * Something in the package.
 *
 * @param path below the package, with {@code /} and without {@code ./}
 * @param size of a file's content, 0 for others
 */
public record ArchiveEntry(String path, Kind kind, long size) {

  /** What it is. */
  public enum Kind {
    FILE,
    FOLDER
  }
}
