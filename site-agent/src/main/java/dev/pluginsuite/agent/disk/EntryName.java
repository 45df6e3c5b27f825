package dev.pluginsuite.agent.disk;

import java.io.IOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A name from an archive that was found to stay inside of the folder, on any file system. */
record EntryName(List<String> segments) {
  private static final char REPLACEMENT = '\uFFFD';

  static EntryName of(String raw) throws IOException {
    if (raw.startsWith("/") || raw.chars().anyMatch(EntryName::isForbidden)) {
      throw refused(raw);
    }
    var segments = new ArrayList<String>();
    for (var segment :
        (raw.endsWith("/") ? raw.substring(0, raw.length() - 1) : raw).split("/", -1)) {
      if (segments.isEmpty() && segment.equals(".")) {
        continue; // tar writes ./name
      }
      if (segment.isEmpty() || segment.endsWith(".") || segment.endsWith(" ")) {
        throw refused(raw);
      }
      segments.add(segment);
    }
    return new EntryName(List.copyOf(segments));
  }

  /** Separators and stream names of other systems, and bytes that were not UTF-8. */
  private static boolean isForbidden(int character) {
    return character == '\\'
        || character == ':'
        || character == REPLACEMENT
        || Character.isISOControl(character);
  }

  private static IOException refused(String raw) {
    var shown = raw.replaceAll("\\p{Cntrl}", "?");
    return new IOException(
        "The archive has a name that is refused: "
            + (shown.length() <= 200 ? shown : shown.substring(0, 200)));
  }

  boolean isRoot() {
    return segments.isEmpty();
  }

  /** The folders it is in, outermost first. */
  List<EntryName> parents() {
    var parents = new ArrayList<EntryName>();
    for (var depth = 1; depth < segments.size(); depth++) {
      parents.add(new EntryName(segments.subList(0, depth)));
    }
    return parents;
  }

  /** The same for names that some file system takes for one. */
  String key() {
    return Normalizer.normalize(toString(), Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return String.join("/", segments);
  }
}
