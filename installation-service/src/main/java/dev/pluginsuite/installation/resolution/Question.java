package dev.pluginsuite.installation.resolution;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be found: a set with {@code wanted} and all that is installed.
 *
 * @param offers by plugin id, everything approved in the site's registries
 * @param installed by plugin id; kept as they are
 * @param replaced the version of the wanted plugin that is there now; null if there is none
 */
public record Question(
    String siteId,
    Candidate wanted,
    Map<String, List<Candidate>> offers,
    Map<String, Candidate> installed,
    @Nullable Candidate replaced) {

  List<Candidate> offersOf(String pluginId) {
    return offers.getOrDefault(pluginId, List.of()).stream().sorted(Candidate.PREFERENCE).toList();
  }
}
