package dev.pluginsuite.validation.rules;

import dev.pluginsuite.api.registry.RiskLevel;
import dev.pluginsuite.api.rest.Answer;
import dev.pluginsuite.common.security.Roles;
import dev.pluginsuite.validation.archive.ArchiveLimits;
import dev.pluginsuite.validation.archive.ArchiveRule;
import dev.pluginsuite.validation.manifest.ManifestRules;
import dev.pluginsuite.validation.manifest.Requirement;
import dev.pluginsuite.validation.pipeline.ValidationPipeline;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** What packages are checked against, for whoever writes one. */
@Path("/admin/plugin-registry/rules")
class RulesResource {
  private final RulesView rules;

  RulesResource(RulesConfig config, ArchiveLimits limits, ValidationPipeline pipeline) {
    this.rules = RulesView.of(config.rules(), limits, pipeline.requirements());
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
      ArchiveLimits archiveLimits) {

    static RulesView of(ManifestRules rules, ArchiveLimits limits, List<Requirement> checks) {
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
      return new RulesView(
          rules.hostApiVersion().toString(), permissions, hookPoints, checks, archiveRules, limits);
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
}
