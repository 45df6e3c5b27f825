package dev.pluginsuite.installation.install;

import static dev.pluginsuite.installation.packages.PackageService.manifestOf;

import dev.pluginsuite.api.registry.LicenseType;
import dev.pluginsuite.api.registry.PackageState;
import dev.pluginsuite.api.version.SemVer;
import dev.pluginsuite.installation.InstallationProblem;
import dev.pluginsuite.installation.configuration.SchemaChange;
import dev.pluginsuite.installation.installation.InstallationView;
import dev.pluginsuite.installation.resolution.Plan;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A plan with the packages it is made of. */
record Planned(
    String siteId,
    Plan plan,
    Map<UUID, PackageState> packages,
    Map<String, InstallationView> present) {

  /** What is to be installed or upgraded to, in this order. */
  List<PackageState> changes() {
    return plan.changes().stream()
        .map(it -> Objects.requireNonNull(packages.get(it.packageId())))
        .toList();
  }

  /** The installation whose place it takes; null if it is new at the site. */
  @Nullable InstallationView earlier(PackageState it) {
    return present.get(it.pluginId());
  }

  Set<UUID> ids() {
    return plan.changes().stream().map(Plan.Step::packageId).collect(Collectors.toSet());
  }

  void requireHash(Order order) {
    if (order.planHash() != null && !plan.hash().equals(order.planHash())) {
      throw InstallationProblem.PLAN_CHANGED
          .because(
              "What would be done at %s has changed since; look at the new plan and decide anew."
                  .formatted(siteId))
          .with("plan", PlanView.of(order, this));
    }
  }

  /** What becomes of the configurations of what is upgraded, by plugin id. */
  Map<String, SchemaChange> schemaChanges(Order order) {
    var changes = new TreeMap<String, SchemaChange>();
    for (var it : changes()) {
      var earlier = earlier(it);
      if (earlier != null) {
        changes.put(it.pluginId(), schemaChange(it, earlier, order));
      }
    }
    return changes;
  }

  private SchemaChange schemaChange(PackageState it, InstallationView earlier, Order order) {
    var given =
        it.packageId().equals(order.packageId())
            ? order.configuration()
            : order.dependencyConfiguration().getOrDefault(it.pluginId(), Map.of());
    var before = Objects.requireNonNull(packages.get(earlier.packageId()));
    return SchemaChange.between(
        manifestOf(before).configuration(),
        manifestOf(it).configuration(),
        earlier.configuration(),
        given);
  }

  /** Upgrades go up, strictly; what goes back goes to another version. */
  void requireDirection(Order order) {
    var wanted = Objects.requireNonNull(packages.get(order.packageId()));
    var earlier = earlier(wanted);
    if (earlier == null) {
      return;
    }
    var direction = SemVer.of(wanted.version()).compareTo(SemVer.of(earlier.version()));
    if (direction == 0 || (direction < 0 && !order.isBack())) {
      throw InstallationProblem.NOT_AN_UPGRADE.because(
          "%s has %s %s, and %s is not newer."
              .formatted(siteId, earlier.pluginId(), earlier.version(), wanted.version()));
    }
  }

  /** Licences come later: until then only what needs none. */
  void requireLicences() {
    for (var it : changes()) {
      if (it.licenseType() != LicenseType.FREE) {
        throw InstallationProblem.LICENSE_REQUIRED.because(
            "%s %s needs a licence of type %s and %s holds none."
                .formatted(it.pluginId(), it.version(), it.licenseType(), siteId));
      }
    }
  }
}
