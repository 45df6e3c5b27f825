package dev.pluginsuite.validation.osv;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.pluginsuite.api.version.SemVer;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One of an advisory's ranges: between which versions something is vulnerable (OSV schema 1.7). */
@JsonIgnoreProperties(ignoreUnknown = true)
public record OsvRange(@Nullable String type, @Nullable List<Event> events) {
  private static final String ALWAYS = "0";
  private static final String UNLIMITED = "*";

  /** Where a range begins or ends; one of the fields is there. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Event(
      @Nullable String introduced,
      @Nullable String fixed,
      @JsonProperty("last_affected") @Nullable String lastAffected,
      @Nullable String limit) {}

  /** Commits say nothing about versions. */
  @JsonIgnore
  boolean isOfVersions() {
    return ("SEMVER".equals(type) || "ECOSYSTEM".equals(type)) && events != null;
  }

  /** The events in the order of their versions: the last one before the version decides. */
  boolean includes(SemVer version) {
    return isOfVersions() && isBelowLimits(version) && lastEventLetsIn(version);
  }

  /** Whether all versions there are and will be are vulnerable, whatever they are called. */
  boolean includesAll() {
    return isOfVersions()
        && all(Event::introduced).contains(ALWAYS)
        && all(Event::fixed).isEmpty()
        && all(Event::lastAffected).isEmpty()
        && all(Event::limit).stream().allMatch(UNLIMITED::equals);
  }

  /** The lowest version above the given one in which it is mended. */
  Optional<SemVer> fixAfter(SemVer version) {
    return all(Event::fixed).stream()
        .map(SemVer::parse)
        .flatMap(Optional::stream)
        .filter(it -> it.compareTo(version) > 0)
        .min(Comparator.naturalOrder());
  }

  private boolean isBelowLimits(SemVer version) {
    var limits = all(Event::limit);
    return limits.isEmpty()
        || limits.stream().anyMatch(it -> it.equals(UNLIMITED) || isBelow(version, it));
  }

  private boolean lastEventLetsIn(SemVer version) {
    var begun = latest(all(Event::introduced), version, 0);
    if (begun == null) {
      return false;
    }
    var fixed = latest(all(Event::fixed), version, 0);
    var left = latest(all(Event::lastAffected), version, 1);
    return isNoEarlier(begun, fixed) && isNoEarlier(begun, left);
  }

  /** The latest of the versions that the given one has reached, or, by one, passed. */
  private static @Nullable Boundary latest(List<String> versions, SemVer version, int by) {
    return versions.stream()
        .map(Boundary::of)
        .flatMap(Optional::stream)
        .filter(it -> it.isReachedBy(version, by))
        .max(Comparator.naturalOrder())
        .orElse(null);
  }

  private static boolean isNoEarlier(Boundary begun, @Nullable Boundary ended) {
    return ended == null || begun.compareTo(ended) > 0;
  }

  private static boolean isBelow(SemVer version, String limit) {
    return SemVer.parse(limit).filter(it -> version.compareTo(it) < 0).isPresent();
  }

  private List<String> all(Function<Event, @Nullable String> field) {
    return events == null
        ? List.of()
        : events.stream().map(field).flatMap(it -> Optional.ofNullable(it).stream()).toList();
  }

  /**
   * A version at which something changes.
   *
   * @param version null for the one before all others
   */
  private record Boundary(@Nullable SemVer version) implements Comparable<Boundary> {
    static Optional<Boundary> of(String text) {
      return text.equals(ALWAYS)
          ? Optional.of(new Boundary(null))
          : SemVer.parse(text).map(Boundary::new);
    }

    boolean isReachedBy(SemVer other, int by) {
      return version == null || other.compareTo(version) >= by;
    }

    @Override
    public int compareTo(Boundary other) {
      if (version == null || other.version == null) {
        return Boolean.compare(version != null, other.version != null);
      }
      return version.compareTo(other.version);
    }
  }
}
