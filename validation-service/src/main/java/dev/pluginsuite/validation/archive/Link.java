package dev.pluginsuite.validation.archive;

import java.util.ArrayDeque;
import java.util.Optional;

/**
 * A link in the package.
 *
 * @param path where it is
 * @param target what it says
 * @param symbolic whether the target is seen from the link's folder instead of from the package
 */
record Link(String path, String target, boolean symbolic) {

  /** The path below the package that it leads to; empty if it leads out of it. */
  Optional<String> resolved() {
    if (target.startsWith("/")) {
      return Optional.empty();
    }
    var segments = new ArrayDeque<String>();
    for (var segment : (folder() + target).split("/", -1)) {
      if (segment.equals("..")) {
        if (segments.pollLast() == null) {
          return Optional.empty();
        }
      } else if (!segment.isEmpty() && !segment.equals(".")) {
        segments.addLast(segment);
      }
    }
    return Optional.of(String.join("/", segments));
  }

  private String folder() {
    return symbolic ? path.substring(0, path.lastIndexOf('/') + 1) : "";
  }
}
