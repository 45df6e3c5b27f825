package dev.pluginsuite.installation.resolution;

import dev.pluginsuite.api.version.VersionRange;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A plugin and all of its candidates: the finite world in which its version sets are exact. */
final class Plugin {
  private final int index;
  private final String id;
  private final List<Candidate> candidates;
  private final @Nullable Candidate installed;
  private final VersionSet any;
  private final Map<VersionRange, VersionSet> ranges = new HashMap<>();

  /**
   * @param candidates the preferred one first
   */
  Plugin(int index, String id, List<Candidate> candidates, @Nullable Candidate installed) {
    this.index = index;
    this.id = id;
    this.candidates = candidates;
    this.installed = installed;
    this.any = VersionSet.where(candidates.size() + 1, it -> true);
  }

  int index() {
    return index;
  }

  String id() {
    return id;
  }

  @Nullable Candidate installed() {
    return installed;
  }

  List<Candidate> candidates() {
    return candidates;
  }

  Candidate candidate(int bit) {
    return candidates.get(bit - 1);
  }

  List<Candidate> candidates(VersionSet set) {
    return set.bits().filter(it -> it != VersionSet.ABSENT).mapToObj(this::candidate).toList();
  }

  /** Everything that can become of it. */
  VersionSet any() {
    return any;
  }

  VersionSet absent() {
    return VersionSet.where(candidates.size() + 1, it -> it == VersionSet.ABSENT);
  }

  VersionSet only(int bit) {
    return VersionSet.where(candidates.size() + 1, it -> it == bit);
  }

  VersionSet only(Candidate candidate) {
    return where(candidate::equals);
  }

  VersionSet where(Predicate<Candidate> fits) {
    return VersionSet.where(
        candidates.size() + 1, it -> it != VersionSet.ABSENT && fits.test(candidate(it)));
  }

  VersionSet in(VersionRange range) {
    return ranges.computeIfAbsent(range, it -> where(c -> it.contains(c.version())));
  }

  /** What may stay or come where it is installed: never an older one. */
  boolean mayReplace(Candidate it) {
    return installed == null
        || it.equals(installed)
        || it.version().compareTo(installed.version()) > 0;
  }

  @Override
  public String toString() {
    return id;
  }
}
