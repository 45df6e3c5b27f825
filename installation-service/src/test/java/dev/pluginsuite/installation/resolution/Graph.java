package dev.pluginsuite.installation.resolution;

import dev.pluginsuite.api.version.SemVer;
import dev.pluginsuite.api.version.VersionRange;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;

/** A registry in a few lines: {@code "a 1.0.0: b ^1.0.0, c *"}. */
final class Graph {
  private final Map<String, Candidate> all = new TreeMap<>();
  private final Map<String, Candidate> installed = new HashMap<>();
  private final Map<String, String> closed = new HashMap<>();

  static Graph of(String... lines) {
    var graph = new Graph();
    for (var line : lines) {
      graph.add(line, 0, null);
    }
    return graph;
  }

  Graph with(String line, int rank) {
    add(line, rank, null);
    return this;
  }

  Graph blocked(String line, String obstacle) {
    add(line, 0, obstacle);
    return this;
  }

  private void add(String line, int rank, @org.jspecify.annotations.Nullable String obstacle) {
    var parts = line.split(":", 2);
    var name = parts[0].strip().split(" ", 2);
    var dependencies = new TreeMap<String, VersionRange>();
    if (parts.length > 1) {
      for (var dependency : parts[1].split(";", -1)) {
        var pair = dependency.strip().split(" ", 2);
        dependencies.put(pair[0], VersionRange.of(pair[1]));
      }
    }
    var id = UUID.nameUUIDFromBytes((parts[0] + rank).getBytes(StandardCharsets.UTF_8));
    all.put(
        parts[0].strip() + (rank == 0 ? "" : "@" + rank),
        new Candidate(id, name[0], SemVer.of(name[1]), rank, dependencies, obstacle));
  }

  Graph installed(String... names) {
    for (var name : names) {
      var it = get(name);
      installed.put(it.pluginId(), it);
    }
    return this;
  }

  Graph closed(String pluginId, String why) {
    closed.put(pluginId, why);
    return this;
  }

  Candidate get(String name) {
    return Objects.requireNonNull(all.get(name), name);
  }

  Question asking(String wanted) {
    var offers = new HashMap<String, List<Candidate>>();
    all.values()
        .forEach(it -> offers.computeIfAbsent(it.pluginId(), any -> new ArrayList<>()).add(it));
    return new Question("site-1", get(wanted), offers, installed, null, closed);
  }
}
