package dev.pluginsuite.deployment.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.re2j.Pattern;
import dev.pluginsuite.common.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PolicyTest {
  private static final Map<String, List<String>> NOT_FOR_TRIALS =
      Map.of("environment", List.of("development", "test"));

  @Test
  void it_holds_for_sites_with_all_of_its_labels() {
    var policy = policy(Map.of("environment", "production", "region", "eu"), Map.of(), null);

    assertThat(policy.covers(Map.of("environment", "production", "region", "eu", "line", "3")))
        .isTrue();
    assertThat(policy.covers(Map.of("environment", "production"))).isFalse();
    assertThat(policy.covers(Map.of("environment", "production", "region", "us"))).isFalse();
    assertThat(policy.covers(Map.of())).isFalse();
  }

  @Test
  void a_site_that_is_not_known_to_be_an_exception_is_none() {
    var policy = policy(Map.of(), NOT_FOR_TRIALS, null);

    assertThat(policy.covers(Map.of())).isTrue();
    assertThat(policy.covers(Map.of("environment", "tset"))).isTrue();
    assertThat(policy.covers(Map.of("environment", "test"))).isFalse();
    assertThat(policy.covers(Map.of("environment", "development"))).isFalse();
  }

  @Test
  void the_whole_of_a_change_reference_has_to_match() {
    var policy = policy(Map.of(), Map.of(), Pattern.compile("CHG[0-9]{7}|EMERGENCY"));

    assertThat(policy.accepts("CHG0000001")).isTrue();
    assertThat(policy.accepts("EMERGENCY")).isTrue();
    assertThat(policy.accepts("CHG0000001, or so")).isFalse();
    assertThat(policy.accepts("")).isFalse();
    assertThat(policy.accepts(null)).isFalse();
    assertThat(policy(Map.of(), Map.of(), null).accepts(null)).isTrue();
  }

  @Test
  void a_refusal_names_each_policy_and_what_it_asks_for() {
    var ruling =
        new Ruling(
            List.of(
                policy(Map.of(), Map.of(), Pattern.compile("CHG[0-9]+")),
                policy(Map.of(), Map.of(), null)));

    assertThatThrownBy(() -> ruling.require("INC1"))
        .isInstanceOfSatisfying(
            Problem.class,
            it ->
                assertThat(it.errors())
                    .singleElement()
                    .hasToString(
                        "FieldError[field=changeReference, message=must match CHG[0-9]+ (policy p)]"));
  }

  @Test
  void an_expression_that_re2_does_not_know_stops_the_start() {
    assertThatThrownBy(() -> Policy.of("p", new FakeRule("(a)\\1")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("suite.policies.p.change-reference");
  }

  private static Policy policy(
      Map<String, String> sites, Map<String, List<String>> unless, @Nullable Pattern reference) {
    return new Policy("p", sites, unless, true, reference);
  }

  private record FakeRule(String expression) implements PolicyConfig.Rule {
    @Override
    public Map<String, String> sites() {
      return Map.of();
    }

    @Override
    public Map<String, List<String>> unless() {
      return Map.of();
    }

    @Override
    public boolean secondPerson() {
      return true;
    }

    @Override
    public Optional<String> changeReference() {
      return Optional.of(expression);
    }
  }
}
