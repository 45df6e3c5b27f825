package dev.pluginsuite.registry.mirrors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pluginsuite.api.registry.LicenseType;
import dev.pluginsuite.api.registry.RiskLevel;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MirrorRulesTest {
  @Test
  void without_rules_all_that_is_approved_is_shown() {
    assertThat(MirrorRules.ALL.show(plugin("any", LicenseType.TRIAL, RiskLevel.HIGH))).isTrue();
    assertThat(MirrorRules.ALL.show(unapproved())).isFalse();
  }

  @Test
  void an_id_is_named_whole_or_by_its_beginning() {
    var rules = new MirrorRules(List.of("supplier-*", "data-sync"), null, null);

    assertThat(rules.show(plugin("supplier-db", LicenseType.FREE, RiskLevel.LOW))).isTrue();
    assertThat(rules.show(plugin("data-sync", LicenseType.FREE, RiskLevel.LOW))).isTrue();
    assertThat(rules.show(plugin("data-sync-two", LicenseType.FREE, RiskLevel.LOW))).isFalse();
    assertThat(rules.show(plugin("my-supplier-db", LicenseType.FREE, RiskLevel.LOW))).isFalse();
  }

  @Test
  void every_rule_has_to_let_it_through() {
    var rules = new MirrorRules(List.of("*"), List.of(LicenseType.FREE), RiskLevel.MEDIUM);

    assertThat(rules.show(plugin("any", LicenseType.FREE, RiskLevel.MEDIUM))).isTrue();
    assertThat(rules.show(plugin("any", LicenseType.SITE, RiskLevel.LOW))).isFalse();
    assertThat(rules.show(plugin("any", LicenseType.FREE, RiskLevel.HIGH))).isFalse();
    assertThat(rules.show(plugin("any", LicenseType.FREE, null))).isFalse();
  }

  private static Mirrorable plugin(String id, LicenseType license, @Nullable RiskLevel risk) {
    return new Mirrorable(UUID.randomUUID(), "enterprise", id, license, risk, true);
  }

  private static Mirrorable unapproved() {
    return new Mirrorable(
        UUID.randomUUID(), "enterprise", "any", LicenseType.FREE, RiskLevel.LOW, false);
  }
}
