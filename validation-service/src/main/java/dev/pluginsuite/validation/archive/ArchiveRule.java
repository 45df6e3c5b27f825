package dev.pluginsuite.validation.archive;

import dev.pluginsuite.api.validation.SecurityFinding;
import dev.pluginsuite.api.validation.SecurityFinding.Level;
import dev.pluginsuite.validation.finding.Printable;
import org.jspecify.annotations.Nullable;

/** Every reason to refuse an archive. All are CRITICAL: nobody may unpack such a thing. */
public enum ArchiveRule {
  SIZE("archive-size", "CWE-770", "Keep the package below the size limit."),
  UNPACKED_SIZE("archive-unpacked-size", "CWE-409", "Keep what is unpacked below 1 GiB."),
  RATIO("archive-compression-ratio", "CWE-409", "Remove files that are long runs of one byte."),
  ENTRY_COUNT("archive-entry-count", "CWE-770", "Bundle the files into at most 10,000 entries."),
  MALFORMED("archive-malformed", "CWE-20", "Pack it with tar and gzip: one ustar or pax archive."),
  TRUNCATED("archive-truncated", "CWE-354", "Pack and upload it again: its end is missing."),
  TRAILING_DATA("archive-trailing-data", "CWE-436", "Remove everything behind the archive's end."),
  METADATA_SIZE("archive-metadata-size", "CWE-770", "Use shorter names and no extra attributes."),
  NAME_ENCODING("archive-name-encoding", "CWE-176", "Write names in UTF-8."),
  NAME_LENGTH("archive-name-length", "CWE-770", "Use shorter names and fewer nested folders."),
  NAME_CHARACTER("archive-name-character", "CWE-116", "Use names that every system can store."),
  NAME_ENDING("archive-name-ending", "CWE-46", "Remove the dot or space at the end of the name."),
  ABSOLUTE_PATH("archive-absolute-path", "CWE-36", "Pack with paths relative to the package."),
  PATH_TRAVERSAL("archive-path-traversal", "CWE-22", "Pack with paths that have no .. in them."),
  DUPLICATE_NAME("archive-duplicate-name", "CWE-694", "Pack every path once."),
  CASE_CLASH("archive-case-clash", "CWE-178", "Give files names that differ by more than case."),
  NAME_FORM("archive-name-form", "CWE-41", "Pack with plain paths: no empty part and no lone dot."),
  LINK("archive-link", "CWE-59", "Pack the file itself instead of the link (tar --dereference)."),
  SPECIAL_FILE("archive-special-file", "CWE-434", "Pack plain files and folders only."),
  SETUID("archive-setuid", "CWE-732", "Remove the setuid and setgid bits.");

  private static final int LONGEST = 500;

  private final String id;
  private final String cwe;
  private final String remedy;

  ArchiveRule(String id, String cwe, String remedy) {
    this.id = id;
    this.cwe = cwe;
    this.remedy = remedy;
  }

  public String id() {
    return id;
  }

  public String cwe() {
    return cwe;
  }

  public String remedy() {
    return remedy;
  }

  SecurityFinding broken(@Nullable String file, String message) {
    var shownFile = file == null ? null : Printable.of(file, LONGEST);
    return new SecurityFinding(
        id, cwe, Level.CRITICAL, shownFile, null, Printable.of(message, LONGEST), remedy);
  }
}
