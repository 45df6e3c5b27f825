package dev.pluginsuite.installation.installation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.pluginsuite.api.installation.InstallationStatus;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a request that changed an installation.
 *
 * @param others what changed with it: needed plugins, dependents, or dependencies that came along
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record InstallationAnswer(
    InstallationView data, @Nullable String message, List<Other> others) {

  /** Another plugin that the request concerned. */
  public record Other(UUID id, String pluginId, String version, InstallationStatus desiredStatus) {
    static Other of(InstallationView it) {
      return new Other(it.id(), it.pluginId(), it.version(), it.desiredStatus());
    }
  }

  static InstallationAnswer of(InstallationView now, Changed changed) {
    return new InstallationAnswer(
        now, message(now), changed.others().stream().map(Other::of).toList());
  }

  private static String message(InstallationView it) {
    var what = "%s %s at %s".formatted(it.pluginId(), it.version(), it.siteId());
    if (it.hasFailed()) {
      return "%s failed to %s: %s".formatted(what, it.failedOperation(), it.error());
    }
    if (it.isSettled() && it.status() == InstallationStatus.INSTALLED) {
      return "Plugin installed successfully";
    }
    return it.isSettled()
        ? "%s is %s".formatted(what, it.status())
        : "%s is %s and is to be %s; the site has not reported yet"
            .formatted(what, it.status(), it.desiredStatus());
  }
}
