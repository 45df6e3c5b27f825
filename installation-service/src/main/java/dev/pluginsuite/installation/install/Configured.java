package dev.pluginsuite.installation.install;

import static dev.pluginsuite.installation.packages.PackageService.manifestOf;
import static java.util.stream.Collectors.toSet;

import dev.pluginsuite.api.installation.DesiredState.PackageRef;
import dev.pluginsuite.api.installation.DesiredState.SecretRef;
import dev.pluginsuite.api.registry.PackageState;
import dev.pluginsuite.api.rest.ProblemDetail.FieldError;
import dev.pluginsuite.installation.InstallationProblem;
import dev.pluginsuite.installation.configuration.ConfigurationCheck;
import dev.pluginsuite.installation.installation.NewPlugin;
import dev.pluginsuite.installation.secret.CheckedConfiguration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The plugins of a plan, each with its whole configuration. */
final class Configured {
  private final Order order;
  private final Planned planned;

  private Configured(Order order, Planned planned) {
    this.order = order;
    this.planned = planned;
  }

  static List<NewPlugin> of(Order order, Planned planned) {
    var configured = new Configured(order, planned);
    configured.refuseStrangers();
    return planned.changes().stream().map(configured::plugin).toList();
  }

  private void refuseStrangers() {
    var known =
        planned.changes().stream()
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
    var earlier = planned.earlier(it);
    return new NewPlugin(
        it.pluginId(),
        ref(it),
        manifestOf(it).dependencies().keySet().stream().sorted().toList(),
        configuration(it),
        isAskedFor(it),
        earlier == null ? null : earlier.id());
  }

  private CheckedConfiguration configuration(PackageState it) {
    var properties = manifestOf(it).configuration();
    var field = isAskedFor(it) ? "configuration" : "dependencyConfiguration." + it.pluginId();
    var given =
        isAskedFor(it)
            ? order.configuration()
            : order.dependencyConfiguration().getOrDefault(it.pluginId(), Map.of());
    var held = isAskedFor(it) ? order.held() : List.<SecretRef>of();
    var earlier = planned.earlier(it);
    return earlier == null || (isAskedFor(it) && order.isBack())
        ? ConfigurationCheck.checked(field, properties, given, held)
        : ConfigurationCheck.carriedOver(field, properties, earlier.setup().with(held), given);
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
