package dev.pluginsuite.installation.resolution;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is to be found: a set with {@code wanted} and all that is installed.
 *
 * @param offers by plugin id, everything approved in the site's registries
 * @param installed by plugin id; never removed or lowered
 * @param replaced the version of the wanted plugin that is there now and goes, whatever needs it;
 *     null if there is none
 * @param closed by plugin id, why nothing new may be built on what is installed: the end of a
 *     sentence about it
 */
public record Question(
    String siteId,
    Candidate wanted,
    Map<String, List<Candidate>> offers,
    Map<String, Candidate> installed,
    @Nullable Candidate replaced,
    Map<String, String> closed) {

  List<Candidate> offersOf(String pluginId) {
    return offers.getOrDefault(pluginId, List.of()).stream().sorted(Candidate.PREFERENCE).toList();
  }

  boolean isKept(Candidate it) {
    return it.equals(installed.get(it.pluginId()));
  }

  boolean isRaise(Candidate it) {
    var isReplaced = replaced != null && replaced.pluginId().equals(it.pluginId());
    var there = isReplaced ? replaced : installed.get(it.pluginId());
    return there == null || it.version().compareTo(there.version()) > 0;
  }

  Question wanting(Candidate other) {
    return new Question(siteId, other, offers, installed, replaced, closed);
  }

  /** With one candidate more; it is wanted instead, where it is of the wanted plugin. */
  Question offering(Candidate it) {
    var more = new HashMap<>(offers);
    var all = new ArrayList<>(offersOf(it.pluginId()));
    all.removeIf(it::equals);
    all.add(it);
    more.put(it.pluginId(), all);
    var isWanted = it.pluginId().equals(wanted.pluginId());
    return new Question(siteId, isWanted ? it : wanted, more, installed, replaced, closed);
  }

  Question without(Set<String> plugins) {
    var rest = new HashMap<>(installed);
    rest.keySet().removeAll(plugins);
    return new Question(siteId, wanted, offers, rest, replaced, closed);
  }

  Question clearing(Candidate it) {
    return offering(
        new Candidate(
            it.packageId(), it.pluginId(), it.version(), it.rank(), it.dependencies(), null));
  }
}
