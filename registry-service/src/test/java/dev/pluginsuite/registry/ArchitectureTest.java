package dev.pluginsuite.registry;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import dev.pluginsuite.common.testing.SuiteRules;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {
  private static final JavaClasses CODE = SuiteRules.of("registry");

  static Stream<ArchRule> rules() {
    return SuiteRules.all("registry");
  }

  @ParameterizedTest
  @MethodSource("rules")
  void holds(ArchRule rule) {
    rule.check(CODE);
  }
}
