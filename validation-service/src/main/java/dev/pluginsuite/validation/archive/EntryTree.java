package dev.pluginsuite.validation.archive;

import dev.pluginsuite.validation.archive.ArchiveEntry.Kind;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All paths so far, so that no two of them meet on a disk that ignores case or accents' form. */
final class EntryTree {
  private final Node root = new Node("", Kind.FOLDER);
  private final int mostFolders;
  private int folders;

  /** Folders count whether they are packed or only on the way to a file: all take memory. */
  EntryTree(int mostFolders) {
    this.mostFolders = mostFolders;
  }

  /** Something on the way to an entry, or the entry. */
  private static final class Node {
    private final String spelling;
    private final Kind kind;
    private final Map<String, Node> children = new HashMap<>();
    private boolean isEntry;

    private Node(String spelling, Kind kind) {
      this.spelling = spelling;
      this.kind = kind;
    }
  }

  /**
   * Takes the path in; answers the rule that it breaks.
   *
   * @throws ArchiveFault if there are too many folders to go on
   */
  @Nullable ArchiveRule add(String path, Kind kind) throws ArchiveFault {
    var segments = path.split("/", -1);
    var node = root;
    for (var i = 0; i < segments.length; i++) {
      var spelling = segments[i];
      var kindHere = i < segments.length - 1 ? Kind.FOLDER : kind;
      node = node.children.computeIfAbsent(folded(spelling), key -> node(spelling, kindHere));
      if (!node.spelling.equals(spelling)) {
        return ArchiveRule.CASE_CLASH;
      }
      if (node.kind != kindHere) {
        return ArchiveRule.DUPLICATE_NAME;
      }
    }
    if (folders > mostFolders) {
      throw new ArchiveFault(
          ArchiveRule.ENTRY_COUNT, "The package has more than %,d folders.".formatted(mostFolders));
    }
    if (node.isEntry) {
      return ArchiveRule.DUPLICATE_NAME;
    }
    node.isEntry = true;
    return null;
  }

  private Node node(String spelling, Kind kind) {
    folders += kind == Kind.FOLDER ? 1 : 0;
    return new Node(spelling, kind);
  }

  private static String folded(String name) {
    var composed = Normalizer.normalize(name, Normalizer.Form.NFC);
    // Lower case first: a capital ẞ is no upper case of what it is the lower case of.
    var lower = composed.toLowerCase(Locale.ROOT);
    var folded = lower.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    return Normalizer.normalize(folded, Normalizer.Form.NFC);
  }
}
