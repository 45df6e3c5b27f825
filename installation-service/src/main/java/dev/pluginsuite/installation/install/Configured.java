package dev.pluginsuite.installation.install;

import static dev.pluginsuite.installation.packages.PackageService.manifestOf;
import static java.util.stream.Collectors.toSet;

import dev.pluginsuite.api.installation.DesiredState.PackageRef;
import dev.pluginsuite.api.registry.PackageState;
import dev.pluginsuite.api.rest.ProblemDetail.FieldError;
import dev.pluginsuite.installation.InstallationProblem;
import dev.pluginsuite.installation.configuration.CheckedConfiguration;
import dev.pluginsuite.installation.configuration.ConfigurationCheck;
import dev.pluginsuite.installation.installation.NewPlugin;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The plugins of a plan, each with its whole configuration. */
final class Configured {
  private final Order order;
  private final List<PackageState> installs;

  private Configured(Order order, List<PackageState> installs) {
    this.order = order;
    this.installs = installs;
  }

  static List<NewPlugin> of(Order order, Planned planned) {
    var configured = new Configured(order, planned.installs());
    configured.refuseStrangers();
    return configured.installs.stream().map(configured::plugin).toList();
  }

  private void refuseStrangers() {
    var known =
        installs.stream()
            .filter(it -> !isAskedFor(it))
            .map(PackageState::pluginId)
            .collect(toSet());
    var errors =
        order.dependencyConfiguration().keySet().stream()
            .filter(it -> !known.contains(it))
            .map(it -> new FieldError("dependencyConfiguration." + it, "is not installed along"))
            .toList();
    if (!errors.isEmpty()) {
      throw InstallationProblem.INVALID_CONFIGURATION.because(
          "Only dependencies that come along can be configured.", errors);
    }
  }

  private boolean isAskedFor(PackageState it) {
    return it.packageId().equals(order.packageId());
  }

  private NewPlugin plugin(PackageState it) {
    return new NewPlugin(
        it.pluginId(),
        ref(it),
        manifestOf(it).dependencies().keySet().stream().sorted().toList(),
        configuration(it),
        isAskedFor(it));
  }

  private CheckedConfiguration configuration(PackageState it) {
    var properties = manifestOf(it).configuration();
    return isAskedFor(it)
        ? ConfigurationCheck.checked("configuration", properties, order.configuration(), List.of())
        : ConfigurationCheck.checked(
            "dependencyConfiguration." + it.pluginId(),
            properties,
            order.dependencyConfiguration().getOrDefault(it.pluginId(), Map.of()),
            List.of());
  }

  private static PackageRef ref(PackageState it) {
    return new PackageRef(
        it.packageId(),
        it.version(),
        it.checksum(),
        it.size(),
        it.contentUrl(),
        Objects.requireNonNull(it.attestationUrl(), "an approved package has an attestation"));
  }
}
