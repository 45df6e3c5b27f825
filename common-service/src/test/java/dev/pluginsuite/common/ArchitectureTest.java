package dev.pluginsuite.common;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import dev.pluginsuite.common.testing.SuiteRules;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {
  private static final ArchRule NO_DOMAIN_WORD =
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.pluginsuite..")
                  .and(
                      not(
                          resideInAnyPackage(
                              "dev.pluginsuite.common..",
                              "dev.pluginsuite.api.event",
                              "dev.pluginsuite.api.rest"))))
          .because("what knows a domain word belongs to the service that owns it");

  private static final JavaClasses COMMON = SuiteRules.of("common");

  static Stream<ArchRule> rules() {
    return Stream.concat(SuiteRules.all("common"), Stream.of(NO_DOMAIN_WORD));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void holds(ArchRule rule) {
    rule.check(COMMON);
  }
}
