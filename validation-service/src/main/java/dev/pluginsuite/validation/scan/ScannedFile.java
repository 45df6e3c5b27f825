package dev.pluginsuite.validation.scan;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A file of the package.
 *
 * @param path below the package, with {@code /}
 * @param size in bytes
 */
public record ScannedFile(String path, long size, FileKind kind) {
  private static final Pattern MINIFIED = Pattern.compile(".*[.-]min\\.[cm]?js");

  public static ScannedFile of(String path, long size) {
    return new ScannedFile(path, size, FileKind.of(path));
  }

  /** The last part of the path. */
  public String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Behind the last dot, in lower case; empty if there is none. */
  public String extension() {
    var name = name();
    var dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
  }

  public boolean isMinified() {
    return MINIFIED.matcher(path).matches();
  }
}
