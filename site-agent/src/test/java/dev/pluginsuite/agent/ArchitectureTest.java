package dev.pluginsuite.agent;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {
  private static final JavaClasses AGENT =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.pluginsuite.agent");

  static Stream<ArchRule> rules() {
    return Stream.of(
        slices().matching("dev.pluginsuite.agent.(*)..").should().beFreeOfCycles(),
        classes()
            .that()
            .resideInAPackage("..agent.reconcile")
            .should()
            .onlyDependOnClassesThat(
                resideInAnyPackage(
                    "java..",
                    "org.jspecify..",
                    "org.slf4j",
                    "com.fasterxml.jackson.annotation",
                    "dev.pluginsuite.api..",
                    "dev.pluginsuite.agent.reconcile"))
            .because("simulated sites run it without files, network or Kafka"),
        noClasses()
            .that()
            .resideOutsideOfPackage("..agent.desired")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka..")
            .because("another transport should need another consumer only"),
        noClasses()
            .that()
            .resideOutsideOfPackages("..agent.disk", "..agent.packages", "..agent.host", "..agent")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.nio.file.Files")
            .because("what is written has to be atomic or swept, and both are done there"));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void holds(ArchRule rule) {
    rule.check(AGENT);
  }
}
