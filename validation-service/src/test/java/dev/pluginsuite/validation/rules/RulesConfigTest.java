package dev.pluginsuite.validation.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pluginsuite.api.registry.RiskLevel;
import dev.pluginsuite.api.version.SemVer;
import dev.pluginsuite.validation.manifest.ManifestRules;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RulesConfigTest {
  private final ManifestRules rules = ShippedRules.read();

  @Test
  @Tag("SEED-13")
  void there_are_sixteen_permissions_with_their_risks() {
    assertThat(rules.permissions())
        .hasSize(16)
        .containsEntry("users:write", RiskLevel.HIGH)
        .containsEntry("configuration:write", RiskLevel.HIGH)
        .containsEntry("audit_logs:read", RiskLevel.HIGH)
        .containsEntry("work_orders:delete", RiskLevel.HIGH)
        .containsEntry("materials:write", RiskLevel.MEDIUM)
        .containsEntry("reports:read", RiskLevel.LOW);
  }

  @Test
  @Tag("SEED-12")
  void there_are_twenty_two_hook_points_that_need_known_permissions() {
    assertThat(rules.hookPoints())
        .hasSize(22)
        .containsEntry("material.transform", Set.of("materials:write"))
        .containsEntry("external.sync", Set.of());
    assertThat(rules.hookPoints().values())
        .allMatch(needed -> rules.permissions().keySet().containsAll(needed));
  }

  @Test
  void the_host_offers_the_first_api() {
    assertThat(rules.hostApiVersion()).isEqualTo(SemVer.of("1.0.0"));
  }
}
