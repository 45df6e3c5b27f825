package dev.pluginsuite.installation.resolution;

import static java.util.stream.Collectors.joining;

import dev.pluginsuite.api.version.VersionRange;
import java.util.List;
import java.util.stream.Stream;

/** Something about the world that no choice changes: the root of an explanation. */
public sealed interface Fact extends Cause {
  /** For people, at a site. */
  String says(String siteId);

  /** This package has to be there in the end. */
  record Asked(Candidate wanted) implements Fact {
    @Override
    public String says(String siteId) {
      return "%s is asked for.".formatted(wanted);
    }
  }

  /** What is there stays, or is raised. */
  record Installed(Candidate installed) implements Fact {
    @Override
    public String says(String siteId) {
      return "%s is installed at %s and may be raised, but neither lowered nor removed."
          .formatted(installed, siteId);
    }
  }

  /**
   * Candidates of one plugin need another one.
   *
   * @param who all of them have this range
   * @param offered all candidates of the needed plugin that there are
   */
  record Needs(List<Candidate> who, String needed, VersionRange range, List<Candidate> offered)
      implements Fact {

    boolean admits(Candidate it) {
      return it.pluginId().equals(needed) && range.contains(it.version());
    }

    @Override
    public String says(String siteId) {
      var need =
          "%s %s %s %s"
              .formatted(Wording.of(who), who.size() == 1 ? "needs" : "need", needed, range);
      if (offered.isEmpty()) {
        return "%s, but no registry of %s has an approved package of it.".formatted(need, siteId);
      }
      return offered.stream().anyMatch(this::admits)
          ? need + "."
          : "%s, but approved for %s %s only %s."
              .formatted(
                  need, siteId, offered.size() == 1 ? "is" : "are", Wording.versions(offered));
    }
  }

  /** A candidate cannot be given to the site. */
  record Blocked(Candidate candidate, String obstacle) implements Fact {
    @Override
    public String says(String siteId) {
      return "%s %s.".formatted(candidate, obstacle);
    }
  }

  /**
   * Plugins would need each other.
   *
   * @param path each needs the next one, and the last one the first
   */
  record Circle(List<Candidate> path) implements Fact {
    @Override
    public String says(String siteId) {
      return "Plugins would need each other in a circle: %s."
          .formatted(
              Stream.concat(path.stream(), path.stream().limit(1))
                  .map(Candidate::toString)
                  .collect(joining(" → ")));
    }
  }

  /**
   * Something new would be built on what only may stay.
   *
   * @param path each needs the next one; the first is new, the others are installed
   */
  record Closed(List<Candidate> path, String why) implements Fact {
    @Override
    public String says(String siteId) {
      return "%s would be built on %s, which %s."
          .formatted(
              path.get(0),
              path.stream().skip(1).map(Candidate::toString).collect(joining(" on ")),
              why);
    }
  }
}
