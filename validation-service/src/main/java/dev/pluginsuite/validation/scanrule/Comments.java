package dev.pluginsuite.validation.scanrule;

import dev.pluginsuite.validation.scan.FileKind;

/** Whether a line is, as far as one line can tell, a comment: written down rather than run. */
final class Comments {
  private Comments() {}

  static boolean isOne(String line, FileKind kind) {
    var text = line.strip();
    return (kind == FileKind.CODE ? text.startsWith("//") : text.startsWith("#"))
        || ((text.startsWith("/*") || text.startsWith("* ") || text.equals("*"))
            && text.indexOf("*/") < 0);
  }
}
