package dev.pluginsuite.installation.lock;

import static dev.pluginsuite.installation.packages.PackageService.manifestOf;
import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.pluginsuite.api.installation.InstallationStatus;
import dev.pluginsuite.api.registry.PackageState;
import dev.pluginsuite.installation.InstallationProblem;
import dev.pluginsuite.installation.installation.InstallationView;
import dev.pluginsuite.installation.site.SiteView;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All plugins that a site is to have.
 *
 * @param lockVersion of this format
 * @param siteId where it was taken
 * @param mesVersion of that site
 * @param apiVersion of that site
 * @param plugins by id
 * @param contentHash of the format's version and the plugins: equal for sites that have the same
 */
record SiteLock(
    int lockVersion,
    @NotBlank @Size(max = 41) String siteId,
    @NotBlank @Size(max = 256) String mesVersion,
    @NotBlank @Size(max = 256) String apiVersion,
    @NotNull @Size(max = 2000) List<@NotNull @Valid LockedPlugin> plugins,
    @NotNull @Pattern(regexp = "[0-9a-f]{64}") String contentHash) {
  static final int VERSION = 1;

  /**
   * One plugin.
   *
   * @param active whether it is to run
   * @param requested whether somebody asked for it: it did not only come along
   * @param dependencies the versions of what it needs, by id
   * @param configuration without secrets; absent where it was not asked for
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record LockedPlugin(
      @NotBlank @Size(max = 256) String pluginId,
      @NotBlank @Size(max = 256) String version,
      @NotNull UUID packageId,
      @NotNull @Pattern(regexp = "[0-9a-f]{64}") String checksum,
      @NotBlank @Size(max = 256) String registryId,
      boolean active,
      boolean requested,
      @NotNull @Size(max = 500)
          Map<@NotBlank @Size(max = 256) String, @NotBlank @Size(max = 256) String> dependencies,
      @Size(max = 500) @Nullable Map<String, Object> configuration) {

    @Override
    public String toString() {
      return pluginId + " " + version;
    }
  }

  /** Without its hash. */
  static SiteLock of(
      SiteView site,
      List<InstallationView> present,
      Map<UUID, PackageState> packages,
      boolean withConfiguration) {
    var versions =
        present.stream().collect(toMap(InstallationView::pluginId, InstallationView::version));
    var plugins =
        present.stream()
            .map(it -> locked(it, packageOf(it, packages), versions, withConfiguration))
            .sorted(Comparator.comparing(LockedPlugin::pluginId))
            .toList();
    return new SiteLock(VERSION, site.id(), site.mesVersion(), site.apiVersion(), plugins, "");
  }

  private static PackageState packageOf(InstallationView it, Map<UUID, PackageState> packages) {
    var state = packages.get(it.packageId());
    if (state == null) {
      throw InstallationProblem.PACKAGE_NOT_FOUND.because(
          "The package of %s %s is not known here.".formatted(it.pluginId(), it.version()));
    }
    return state;
  }

  private static LockedPlugin locked(
      InstallationView it,
      PackageState state,
      Map<String, String> versions,
      boolean withConfiguration) {
    var dependencies = new TreeMap<>(versions);
    dependencies.keySet().retainAll(manifestOf(state).dependencies().keySet());
    return new LockedPlugin(
        it.pluginId(),
        it.version(),
        it.packageId(),
        state.checksum(),
        state.registryId(),
        it.desiredStatus() == InstallationStatus.ACTIVE,
        it.requested(),
        dependencies,
        withConfiguration ? it.setup().values() : null);
  }

  SiteLock hashed(String hash) {
    return new SiteLock(lockVersion, siteId, mesVersion, apiVersion, plugins, hash);
  }
}
