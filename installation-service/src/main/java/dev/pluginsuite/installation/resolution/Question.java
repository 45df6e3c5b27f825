package dev.pluginsuite.installation.resolution;

import java.util.List;
import java.util.Map;

/**
 * What is to be found: a set with {@code wanted} and all that is installed. A {@code wanted} whose
 * plugin is installed replaces it.
 *
 * @param offers by plugin id, everything approved in the site's registries
 * @param installed by plugin id; never removed or lowered
 * @param closed by plugin id, why nothing new may be built on what is installed: the end of a
 *     sentence about it
 */
public record Question(
    String siteId,
    Candidate wanted,
    Map<String, List<Candidate>> offers,
    Map<String, Candidate> installed,
    Map<String, String> closed) {

  public Question(
      String siteId,
      Candidate wanted,
      Map<String, List<Candidate>> offers,
      Map<String, Candidate> installed) {
    this(siteId, wanted, offers, installed, Map.of());
  }

  List<Candidate> offersOf(String pluginId) {
    return offers.getOrDefault(pluginId, List.of()).stream().sorted(Candidate.PREFERENCE).toList();
  }
}
