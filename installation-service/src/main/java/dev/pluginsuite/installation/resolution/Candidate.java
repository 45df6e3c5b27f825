package dev.pluginsuite.installation.resolution;

import dev.pluginsuite.api.version.SemVer;
import dev.pluginsuite.api.version.VersionRange;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One version of a plugin that a site could be given.
 *
 * @param rank of its registry: the lower, the sooner it is taken
 * @param obstacle why it cannot run at this site, as the end of a sentence; null if it can
 */
public record Candidate(
    UUID packageId,
    String pluginId,
    SemVer version,
    int rank,
    SortedMap<String, VersionRange> dependencies,
    @Nullable String obstacle) {

  /** The site's own registry before others, then the highest version; the id decides for ever. */
  static final Comparator<Candidate> PREFERENCE =
      Comparator.comparingInt(Candidate::rank)
          .thenComparing(Candidate::version, Comparator.reverseOrder())
          .thenComparing(Candidate::packageId);

  /** A package never changes, so that its id says all. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Candidate it && it.packageId.equals(packageId);
  }

  @Override
  public int hashCode() {
    return packageId.hashCode();
  }

  @Override
  public String toString() {
    return pluginId + " " + version;
  }
}
