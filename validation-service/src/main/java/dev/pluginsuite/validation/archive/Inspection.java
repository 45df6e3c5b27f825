package dev.pluginsuite.validation.archive;

import dev.pluginsuite.api.validation.SecurityFinding;
import dev.pluginsuite.validation.archive.ArchiveEntry.Kind;
import dev.pluginsuite.validation.manifest.ManifestReader;
import dev.pluginsuite.validation.manifest.ManifestReading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is found while the entries of one archive go by. */
final class Inspection {
  private static final int MOST_FINDINGS = 200;
  private static final int SETUID_OR_SETGID = 06000;

  // The kind of file in a mode, as stat(2) has it, and those of it that are no plain file.
  private static final int KIND_IN_MODE = 0170000;
  private static final Set<Integer> SPECIAL_IN_MODE = Set.of(0010000, 0020000, 0060000, 0140000);
  private static final String MANIFEST = "manifest.json";

  private final List<ArchiveEntry> entries = new ArrayList<>();
  private final List<SecurityFinding> findings = new ArrayList<>();
  private final EntryTree tree;
  private final ManifestReader manifests;
  private final ContentListener listener;
  private @Nullable ManifestReading manifest;

  Inspection(ManifestReader manifests, ArchiveLimits limits, ContentListener listener) {
    this.manifests = manifests;
    this.tree = new EntryTree(limits.entries());
    this.listener = listener;
  }

  void inspect(TarHeader header, TarReader tar) throws IOException {
    var name = EntryName.of(header.name());
    var kind = kindOf(header, name);
    if ((header.mode() & SETUID_OR_SETGID) != 0) {
      add(ArchiveRule.SETUID, name.written(), "An entry is setuid or setgid.");
    }
    var broken = name.broken();
    if (broken != null) {
      add(broken, name.written(), "An entry has a name that is refused.");
    } else if (kind != null && !isPackageItself(name, kind)) {
      take(header, tar, name.path(), kind);
    }
  }

  void add(ArchiveRule rule, @Nullable String file, String message) {
    if (findings.size() < MOST_FINDINGS) {
      findings.add(rule.broken(file, message));
    }
  }

  List<ArchiveEntry> entries() {
    return List.copyOf(entries);
  }

  List<SecurityFinding> findings() {
    return List.copyOf(findings);
  }

  @Nullable ManifestReading manifest() {
    return manifest;
  }

  private @Nullable Kind kindOf(TarHeader header, EntryName name) throws ArchiveFault {
    var kind =
        switch (header.typeFlag()) {
          case '0', '\0' -> Kind.FILE;
          case '5' -> Kind.FOLDER;
          case '1', '2', '3', '4', '6' -> null;
          default ->
              throw new ArchiveFault(
                  ArchiveRule.SPECIAL_FILE, "The archive has an entry of an unknown kind.");
        };
    if (header.isLink()) {
      add(
          ArchiveRule.LINK,
          name.written(),
          "The entry is a link to %s; sites unpack none.".formatted(header.linkTarget()));
    } else if (kind == null || SPECIAL_IN_MODE.contains(header.mode() & KIND_IN_MODE)) {
      add(ArchiveRule.SPECIAL_FILE, name.written(), "An entry is a device, a pipe or a socket.");
    }
    var isFile = kind == Kind.FILE;
    if (isFile ? name.written().endsWith("/") : header.size() > 0) {
      throw new ArchiveFault(
          ArchiveRule.MALFORMED, "An entry is a file and something else at once.");
    }
    return kind;
  }

  private static boolean isPackageItself(EntryName name, Kind kind) {
    return kind == Kind.FOLDER && name.path().isEmpty();
  }

  private void take(TarHeader header, TarReader tar, String path, Kind kind) throws IOException {
    var clash = path.isEmpty() ? ArchiveRule.NAME_CHARACTER : tree.add(path, kind);
    if (clash != null) {
      add(
          clash,
          path,
          "Another entry has this path, or one that a site's disk may not tell apart.");
      return;
    }
    var entry = new ArchiveEntry(path, kind, header.size());
    entries.add(entry);
    if (kind == Kind.FILE) {
      takeFile(header, tar, entry);
    }
  }

  private void takeFile(TarHeader header, TarReader tar, ArchiveEntry entry) throws IOException {
    listener.begins(entry);
    if (entry.path().equals(MANIFEST)) {
      var content = tar.content(header, ManifestReader.MOST_BYTES + 1);
      manifest = manifests.read(content);
      listener.bytes(content, content.length);
    }
    tar.pour(listener);
    listener.ends();
  }
}
