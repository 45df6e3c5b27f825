package dev.pluginsuite.validation.permission;

import static dev.pluginsuite.api.registry.RiskLevel.HIGH;
import static dev.pluginsuite.api.registry.RiskLevel.LOW;
import static dev.pluginsuite.api.registry.RiskLevel.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pluginsuite.api.registry.RiskLevel;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RiskAnalysisTest {
  private static final List<String> LOW_ONES =
      IntStream.range(0, 11).mapToObj(it -> "thing-%d:read".formatted(it)).toList();

  private final RiskAnalysis risks = new RiskAnalysis(known());

  @Test
  @Tag("SEED-13")
  void the_riskiest_permission_decides() {
    assertThat(risks.riskOf(List.of("thing-0:read", "thing:write"))).isEqualTo(MEDIUM);
    assertThat(risks.riskOf(List.of("users:write", "thing-0:read"))).isEqualTo(HIGH);
  }

  @Test
  void no_permission_is_a_low_risk() {
    assertThat(risks.riskOf(List.of())).isEqualTo(LOW);
  }

  @Test
  void more_than_ten_permissions_are_at_least_a_medium_risk() {
    assertThat(risks.riskOf(LOW_ONES.subList(0, 10))).isEqualTo(LOW);
    assertThat(risks.riskOf(LOW_ONES)).isEqualTo(MEDIUM);
  }

  @Test
  void the_same_permission_again_is_no_further_risk() {
    assertThat(risks.riskOf(Collections.nCopies(20, "thing-0:read"))).isEqualTo(LOW);
  }

  @Test
  void an_unknown_permission_is_taken_for_the_worst() {
    assertThat(risks.riskOf(List.of("moon:write"))).isEqualTo(HIGH);
  }

  private static Map<String, RiskLevel> known() {
    var known = new TreeMap<String, RiskLevel>();
    LOW_ONES.forEach(it -> known.put(it, LOW));
    known.put("thing:write", MEDIUM);
    known.put("users:write", HIGH);
    return known;
  }
}
