package dev.pluginsuite.api.installation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.UUID;

/**
 * Which newer versions a site could have.
 *
 * @param updates one for each plugin that has a newer version on offer
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record UpdatesState(String siteId, List<Update> updates) {

  /**
   * The newest version of a plugin that the site could be upgraded to.
   *
   * @param version the one that it has
   * @param packageId of the newer one
   * @param steps how many plugins the upgrade would change
   * @param newPermissions what the newer one asks for and the present one does not
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Update(
      String pluginId,
      String version,
      UUID packageId,
      String offeredVersion,
      int steps,
      List<String> newPermissions) {}
}
