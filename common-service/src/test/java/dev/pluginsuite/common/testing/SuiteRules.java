package dev.pluginsuite.common.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.pluginsuite.common.inbox.TopicConsumer;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.groups.UniAwait;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.Entity;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.util.stream.Stream;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** The rules that every service's architecture test applies to its own code. */
public final class SuiteRules {
  private SuiteRules() {}

  public static JavaClasses of(String service) {
    return new ClassFileImporter()
        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
        .importPackages("dev.pluginsuite." + service);
  }

  public static Stream<ArchRule> all(String service) {
    return Stream.of(
        slices()
            .matching("dev.pluginsuite." + service + ".(*)..")
            .should()
            .beFreeOfCycles()
            .because("a feature that needs a feature that needs it is one feature"),
        methods()
            .that()
            .areMetaAnnotatedWith(HttpMethod.class)
            .should()
            .bePublic()
            .allowEmptyShould(true)
            .because("Quarkus REST silently ignores resource methods that are not"),
        methods()
            .that()
            .areMetaAnnotatedWith(HttpMethod.class)
            .should(DECLARE_ROLES)
            .allowEmptyShould(true)
            .because("access is denied by default"),
        classes()
            .that()
            .areAnnotatedWith(Entity.class)
            .or()
            .areAnnotatedWith(Path.class)
            .should()
            .notBePublic()
            .allowEmptyShould(true)
            .because("a feature's only door is its service"),
        methods()
            .that()
            .areAnnotatedWith(WithTransaction.class)
            .should()
            .beDeclaredInClassesThat(ARE_SERVICES)
            .allowEmptyShould(true)
            .because("each use case is one transaction, and use cases live in services"),
        methods()
            .that()
            .areAnnotatedWith(Incoming.class)
            .should()
            .beDeclaredInClassesThat()
            .areAssignableTo(TopicConsumer.class)
            .allowEmptyShould(true)
            .because("dead letters have to find their consumer"),
        noClasses()
            .should()
            .dependOnClassesThat()
            .areAssignableTo(UniAwait.class)
            .because("a blocked event loop stops every request on it"),
        noClasses()
            .should()
            .haveNameMatching(".*(Impl|Util|Utils|Helper|Manager)")
            .because("a name says what a thing is for"));
  }

  private static final DescribedPredicate<JavaClass> ARE_SERVICES =
      DescribedPredicate.describe("are services", it -> it.getSimpleName().endsWith("Service"));

  private static final ArchCondition<JavaMethod> DECLARE_ROLES =
      new ArchCondition<>("declare who may call them") {
        @Override
        public void check(JavaMethod method, ConditionEvents events) {
          var declared =
              method.isAnnotatedWith(RolesAllowed.class)
                  || method.isAnnotatedWith(PermitAll.class)
                  || method.getOwner().isAnnotatedWith(RolesAllowed.class);
          events.add(
              new SimpleConditionEvent(
                  method, declared, method.getFullName() + " declares no role"));
        }
      };
}
