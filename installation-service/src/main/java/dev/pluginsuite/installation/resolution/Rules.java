package dev.pluginsuite.installation.resolution;

import dev.pluginsuite.api.version.VersionRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a question says, as incompatibilities: made when they are needed, and made once. */
final class Rules implements Knowledge {
  private final Universe universe;
  private final Question question;
  private final Map<Need, Incompatibility> needs = new HashMap<>();
  private final Map<Candidate, Incompatibility> blocked = new HashMap<>();

  Rules(Universe universe) {
    this.universe = universe;
    this.question = universe.question();
  }

  private record Need(String who, String needed, VersionRange range) {}

  @Override
  public List<Incompatibility> first() {
    var first = new ArrayList<Incompatibility>();
    var wanted = question.wanted();
    var plugin = universe.plugin(wanted.pluginId());
    first.add(rule(new Fact.Asked(wanted), new Term(plugin, plugin.only(wanted).not())));
    for (var it : new TreeMap<>(question.installed()).values()) {
      var installed = universe.plugin(it.pluginId());
      var stays = installed.where(installed::mayReplace);
      first.add(rule(new Fact.Installed(it), new Term(installed, stays.not())));
    }
    return first;
  }

  @Override
  public List<Incompatibility> about(Plugin plugin, Candidate candidate) {
    var about = new ArrayList<Incompatibility>();
    candidate
        .dependencies()
        .forEach((needed, range) -> about.add(need(plugin, universe.plugin(needed), range)));
    if (candidate.obstacle() != null && !candidate.equals(plugin.installed())) {
      about.add(blocked.computeIfAbsent(candidate, it -> blocked(plugin, it)));
    }
    return about;
  }

  private static Incompatibility blocked(Plugin plugin, Candidate it) {
    var obstacle = it.obstacle() == null ? "" : it.obstacle();
    return rule(new Fact.Blocked(it, obstacle), new Term(plugin, plugin.only(it)));
  }

  private Incompatibility need(Plugin plugin, Plugin needed, VersionRange range) {
    return needs.computeIfAbsent(
        new Need(plugin.id(), needed.id(), range),
        any -> {
          var who =
              plugin.where(
                  it ->
                      isPossible(it) && Objects.equals(range, it.dependencies().get(needed.id())));
          var fact =
              new Fact.Needs(plugin.candidates(who), needed.id(), range, needed.candidates());
          var without = needed.in(range).not();
          return plugin == needed
              ? rule(fact, new Term(plugin, who.and(without)))
              : rule(fact, new Term(plugin, who), new Term(needed, without));
        });
  }

  private boolean isPossible(Candidate it) {
    var wanted = question.wanted();
    return it.pluginId().equals(wanted.pluginId())
        ? it.equals(wanted)
        : universe.plugin(it.pluginId()).mayReplace(it);
  }

  @Override
  public @Nullable Incompatibility violatedBy(Map<String, Candidate> chosen) {
    var circle = Paths.circle(chosen);
    if (circle != null) {
      return circle(circle);
    }
    var closed = Paths.newOnClosed(chosen, question);
    return closed == null ? null : closed(closed);
  }

  /** Not these versions alone: whichever needs the next plugin closes the circle. */
  private Incompatibility circle(List<Candidate> path) {
    var terms = new ArrayList<Term>();
    for (var i = 0; i < path.size(); i++) {
      terms.add(needing(path.get(i), path.get((i + 1) % path.size())));
    }
    return Incompatibility.of(new Fact.Circle(path), terms);
  }

  private Incompatibility closed(List<Candidate> path) {
    var terms = new ArrayList<Term>();
    var first = needing(path.get(0), path.get(1));
    var plugin = first.plugin();
    var isNew = plugin.where(it -> !it.equals(plugin.installed()));
    terms.add(new Term(plugin, first.versions().and(isNew)));
    path.stream()
        .skip(1)
        .map(it -> universe.plugin(it.pluginId()))
        .forEach(it -> terms.add(new Term(it, it.where(c -> c.equals(it.installed())))));
    var last = path.get(path.size() - 1).pluginId();
    return Incompatibility.of(
        new Fact.Closed(path, question.closed().getOrDefault(last, "")), terms);
  }

  private Term needing(Candidate it, Candidate needed) {
    var plugin = universe.plugin(it.pluginId());
    return new Term(plugin, plugin.where(c -> c.dependencies().containsKey(needed.pluginId())));
  }

  private static Incompatibility rule(Fact fact, Term... terms) {
    return Incompatibility.of(fact, List.of(terms));
  }
}
