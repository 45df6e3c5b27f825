package dev.pluginsuite.validation.archive;

import dev.pluginsuite.api.validation.SecurityFinding;
import dev.pluginsuite.validation.archive.ArchiveEntry.Kind;
import dev.pluginsuite.validation.manifest.ManifestReading;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What became of a package's bytes.
 *
 * @param entries those without a fault of their own
 * @param manifest what is in {@code manifest.json}; null if there is none
 * @param sha256 of all bytes, lower-case hex; null if there are more than were read
 * @param size of the package in bytes, as far as it was read
 * @param complete whether the archive was read to its end
 */
public record ArchiveReading(
    List<ArchiveEntry> entries,
    @Nullable ManifestReading manifest,
    @Nullable String sha256,
    long size,
    boolean complete,
    List<SecurityFinding> findings) {

  public Set<String> files() {
    return entries.stream()
        .filter(it -> it.kind() == Kind.FILE)
        .map(ArchiveEntry::path)
        .collect(Collectors.toSet());
  }

  /** Whether a file whose name starts with README is at the top. */
  public boolean hasReadme() {
    return entries.stream()
        .anyMatch(
            it ->
                it.kind() == Kind.FILE
                    && it.path().startsWith("README")
                    && it.path().indexOf('/') < 0);
  }
}
