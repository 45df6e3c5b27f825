package dev.pluginsuite.installation;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import dev.pluginsuite.common.testing.SuiteRules;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {
  private static final JavaClasses CLASSES = SuiteRules.of("installation");

  static Stream<ArchRule> rules() {
    return Stream.concat(SuiteRules.all("installation"), Stream.of(pureRules()));
  }

  private static ArchRule pureRules() {
    return noClasses()
        .that()
        .resideInAPackage("dev.pluginsuite.installation.resolution")
        .should()
        .dependOnClassesThat()
        .resideOutsideOfPackages(
            "java..",
            "org.jspecify..",
            "dev.pluginsuite.api.version",
            "dev.pluginsuite.installation.resolution")
        .because("what fits together is decided without a framework, a clock or a database");
  }

  @ParameterizedTest
  @MethodSource("rules")
  void holds(ArchRule rule) {
    rule.check(CLASSES);
  }
}
