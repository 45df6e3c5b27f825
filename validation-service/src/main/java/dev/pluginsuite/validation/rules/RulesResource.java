package dev.pluginsuite.validation.rules;

import dev.pluginsuite.api.registry.RiskLevel;
import dev.pluginsuite.api.rest.Answer;
import dev.pluginsuite.common.security.Roles;
import dev.pluginsuite.validation.archive.ArchiveLimits;
import dev.pluginsuite.validation.archive.ArchiveRule;
import dev.pluginsuite.validation.manifest.ManifestRules;
import dev.pluginsuite.validation.manifest.Requirement;
import dev.pluginsuite.validation.pipeline.ValidationPipeline;
import dev.pluginsuite.validation.scan.CodeScanner;
import dev.pluginsuite.validation.scan.ScanCheck;
import dev.pluginsuite.validation.scan.Switches;
import dev.pluginsuite.validation.scan.Weakness;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What packages are checked against, for whoever writes one. */
@Path("/admin/plugin-registry/rules")
class RulesResource {
  private final RulesView rules;

  RulesResource(
      RulesConfig config, ArchiveLimits limits, ValidationPipeline pipeline, CodeScanner scanner) {
    this.rules = RulesView.of(config.rules(), limits, pipeline.requirements(), scanner);
  }

  @GET
  @NonBlocking
  @RolesAllowed({Roles.DEVELOPER, Roles.CENTRAL_IT, Roles.AUDITOR})
  public Answer<RulesView> get() {
    return Answer.of(rules);
  }

  /**
   * @param hostApiVersion the newest that {@code apiVersion} may name
   */
  record RulesView(
      String hostApiVersion,
      List<PermissionView> permissions,
      List<HookPointView> hookPoints,
      List<Requirement> checks,
      List<ArchiveRuleView> archiveRules,
      ArchiveLimits archiveLimits,
      List<ScanCheckView> scanChecks) {

    static RulesView of(
        ManifestRules rules, ArchiveLimits limits, List<Requirement> checks, CodeScanner scanner) {
      var permissions =
          new TreeMap<>(rules.permissions())
              .entrySet().stream()
                  .map(it -> new PermissionView(it.getKey(), it.getValue()))
                  .toList();
      var hookPoints =
          new TreeMap<>(rules.hookPoints())
              .entrySet().stream()
                  .map(
                      it ->
                          new HookPointView(it.getKey(), List.copyOf(new TreeSet<>(it.getValue()))))
                  .toList();
      var archiveRules = Arrays.stream(ArchiveRule.values()).map(ArchiveRuleView::of).toList();
      var scanChecks =
          scanner.checks().stream()
              .map(it -> ScanCheckView.of(it, scanner.switchesOf(it)))
              .toList();
      return new RulesView(
          rules.hostApiVersion().toString(),
          permissions,
          hookPoints,
          checks,
          archiveRules,
          limits,
          scanChecks);
    }
  }

  /** A permission a manifest may ask for. */
  record PermissionView(String name, RiskLevel risk) {}

  /**
   * A point where a hook may be.
   *
   * @param needsOneOf permissions of which the plugin needs one; empty if it needs none
   */
  record HookPointView(String point, List<String> needsOneOf) {}

  /** A reason to refuse an archive. */
  record ArchiveRuleView(String id, String cwe, String remedy) {
    static ArchiveRuleView of(ArchiveRule rule) {
      return new ArchiveRuleView(rule.id(), rule.cwe(), rule.remedy());
    }
  }

  /**
   * Something that packages are searched for.
   *
   * @param enforced whether a CRITICAL finding stops a submission
   * @param required whether a submission may not pass without it
   * @param skippedBecause why it is not carried out; null if it is
   */
  record ScanCheckView(
      String id,
      String purpose,
      boolean enabled,
      boolean enforced,
      boolean required,
      @Nullable String skippedBecause,
      List<Weakness> rules) {
    static ScanCheckView of(ScanCheck check, Switches switches) {
      return new ScanCheckView(
          check.id(),
          check.purpose(),
          switches.enabled(),
          switches.enforced(),
          switches.required(),
          check.reasonToSkip(),
          check.weaknesses());
    }
  }
}
