package dev.pluginsuite.installation.install;

import dev.pluginsuite.api.registry.LicenseType;
import dev.pluginsuite.api.registry.PackageState;
import dev.pluginsuite.installation.InstallationProblem;
import dev.pluginsuite.installation.resolution.Plan;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** A plan with the packages it is made of. */
record Planned(String siteId, Plan plan, Map<UUID, PackageState> packages) {

  /** What is to be installed, in this order. */
  List<PackageState> installs() {
    return plan.installs().stream()
        .map(it -> Objects.requireNonNull(packages.get(it.packageId())))
        .toList();
  }

  /** Whether it is installed or kept because of this plan. */
  boolean names(UUID packageId) {
    return plan.steps().stream().anyMatch(it -> it.packageId().equals(packageId));
  }

  Set<UUID> ids() {
    return plan.installs().stream().map(Plan.Step::packageId).collect(Collectors.toSet());
  }

  void requireHash(String hash) {
    if (!plan.hash().equals(hash)) {
      throw InstallationProblem.PLAN_CHANGED
          .because(
              "What would be done at %s has changed since; look at the new plan and decide anew."
                  .formatted(siteId))
          .with("plan", PlanView.of(siteId, plan));
    }
  }

  /** Licences come later: until then only what needs none. */
  void requireLicences() {
    for (var it : installs()) {
      if (it.licenseType() != LicenseType.FREE) {
        throw InstallationProblem.LICENSE_REQUIRED.because(
            "%s %s needs a licence of type %s and %s holds none."
                .formatted(it.pluginId(), it.version(), it.licenseType(), siteId));
      }
    }
  }
}
