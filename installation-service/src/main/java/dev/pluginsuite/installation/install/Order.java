package dev.pluginsuite.installation.install;

import dev.pluginsuite.api.installation.DesiredState.SecretRef;
import dev.pluginsuite.installation.installation.Decision;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A package that somebody wants at a site.
 *
 * @param held secrets that were given for the package before: where nothing else is given they stay
 * @param dependencyConfiguration by plugin id
 * @param activate whether it ends ACTIVE at once
 * @param replaces the installation of another version that it takes the place of; null for a plugin
 *     that is new at the site
 * @param planHash the plan that was looked at; null to take whatever there is
 */
public record Order(
    String siteId,
    UUID packageId,
    Map<String, Object> configuration,
    List<SecretRef> held,
    Map<String, Map<String, Object>> dependencyConfiguration,
    boolean activate,
    @Nullable String planHash,
    @Nullable Replacement replaces,
    Decision decision) {

  /** One for which nothing was given before. */
  public Order(
      String siteId,
      UUID packageId,
      Map<String, Object> configuration,
      Map<String, Map<String, Object>> dependencyConfiguration,
      boolean activate,
      @Nullable String planHash,
      @Nullable Replacement replaces,
      Decision decision) {
    this(
        siteId,
        packageId,
        configuration,
        List.of(),
        dependencyConfiguration,
        activate,
        planHash,
        replaces,
        decision);
  }

  /**
   * What makes room.
   *
   * @param back whether it goes back to what was there before, with the configuration that is named
   *     and no other; otherwise only a newer version takes its place and its configuration is kept
   */
  public record Replacement(UUID installationId, boolean back) {}

  boolean isBack() {
    return replaces != null && replaces.back();
  }

  String action() {
    if (replaces == null) {
      return "installation.install";
    }
    return replaces.back() ? "installation.rollback" : "installation.upgrade";
  }
}
