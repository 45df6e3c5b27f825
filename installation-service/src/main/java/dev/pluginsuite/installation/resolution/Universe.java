package dev.pluginsuite.installation.resolution;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** All plugins that a question is about, as they come up. */
final class Universe {
  /** Far beyond what a site has; an adversary's ends here. */
  private static final int MOST = 5_000;

  private final Question question;
  private final Map<String, Plugin> plugins = new HashMap<>();

  Universe(Question question) {
    this.question = question;
  }

  Question question() {
    return question;
  }

  Plugin plugin(String id) {
    var known = plugins.get(id);
    if (known != null) {
      return known;
    }
    if (plugins.size() == MOST) {
      throw new Budget.Exhausted();
    }
    var plugin = new Plugin(plugins.size(), id, candidates(id), question.installed().get(id));
    plugins.put(id, plugin);
    return plugin;
  }

  /** The installed one first, then by preference: so that what is there is kept. */
  private List<Candidate> candidates(String id) {
    var byPackage = new LinkedHashMap<UUID, Candidate>();
    question.offersOf(id).forEach(it -> byPackage.put(it.packageId(), it));
    if (question.wanted().pluginId().equals(id)) {
      byPackage.put(question.wanted().packageId(), question.wanted());
    }
    var installed = question.installed().get(id);
    if (installed != null) {
      byPackage.remove(installed.packageId());
    }
    var candidates = new ArrayList<>(byPackage.values());
    candidates.sort(Candidate.PREFERENCE);
    if (installed != null) {
      candidates.add(0, installed);
    }
    return List.copyOf(candidates);
  }
}
