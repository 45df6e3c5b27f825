package dev.pluginsuite.validation;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import dev.pluginsuite.common.testing.SuiteRules;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {
  private static final String SERVICE = "validation";
  private static final JavaClasses CODE = SuiteRules.of(SERVICE);

  static Stream<ArchRule> rules() {
    return Stream.concat(
        SuiteRules.all(SERVICE),
        Stream.of(
            noClasses()
                .that()
                .resideInAnyPackage(
                    "..manifest",
                    "..archive",
                    "..permission",
                    "..pipeline",
                    "..scan",
                    "..scanrule",
                    "..scancheck",
                    "..npm",
                    "..osv",
                    "..antivirus")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.quarkus..", "jakarta..", "io.vertx..", "io.smallrye..")
                .because("checks are pure functions, to be tried by the thousand")));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void holds(ArchRule rule) {
    rule.check(CODE);
  }
}
