package dev.pluginsuite.registry.packages;

import static dev.pluginsuite.api.registry.PackageStatus.APPROVED;
import static dev.pluginsuite.api.registry.PackageStatus.DEPRECATED;
import static dev.pluginsuite.api.registry.PackageStatus.IN_REVIEW;
import static dev.pluginsuite.api.registry.PackageStatus.PENDING_REVIEW;
import static dev.pluginsuite.api.registry.PackageStatus.REJECTED;
import static dev.pluginsuite.api.registry.PackageStatus.REVOKED;
import static dev.pluginsuite.registry.packages.Packages.ANNE;
import static dev.pluginsuite.registry.packages.Packages.BERT;
import static dev.pluginsuite.registry.packages.Packages.NOW;
import static dev.pluginsuite.registry.packages.Packages.SUBMITTER;
import static dev.pluginsuite.registry.packages.Packages.approval;
import static dev.pluginsuite.registry.packages.Packages.by;
import static dev.pluginsuite.registry.packages.Packages.oneOfTwo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pluginsuite.api.registry.LicenseType;
import dev.pluginsuite.api.registry.PackageStatus;
import dev.pluginsuite.api.registry.ValidationStatus;
import dev.pluginsuite.common.problem.Problem;
import dev.pluginsuite.registry.problem.RegistryProblem;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class PluginPackageTest {
  /** What each action makes of each status; what is not named is refused. */
  private static final Map<Action, Map<PackageStatus, PackageStatus>> MACHINE =
      Map.of(
          Action.START, Map.of(PENDING_REVIEW, IN_REVIEW),
          Action.ASSIGN, Map.of(PENDING_REVIEW, IN_REVIEW, IN_REVIEW, IN_REVIEW),
          Action.RELEASE, Map.of(IN_REVIEW, PENDING_REVIEW),
          Action.APPROVE, Map.of(PENDING_REVIEW, APPROVED, IN_REVIEW, APPROVED),
          Action.REJECT, Map.of(PENDING_REVIEW, REJECTED, IN_REVIEW, REJECTED),
          Action.DEPRECATE, Map.of(APPROVED, DEPRECATED),
          Action.UNDEPRECATE, Map.of(DEPRECATED, APPROVED),
          Action.REVOKE, Map.of(APPROVED, REVOKED, DEPRECATED, REVOKED),
          Action.WITHDRAW, Map.of(PENDING_REVIEW, REJECTED, IN_REVIEW, REJECTED),
          Action.RESUBMIT, Map.of(REJECTED, PENDING_REVIEW));

  static Stream<Arguments> everyStatusAndAction() {
    return Arrays.stream(PackageStatus.values())
        .filter(status -> status != PackageStatus.UNKNOWN)
        .flatMap(
            status -> Arrays.stream(Action.values()).map(action -> Arguments.of(status, action)));
  }

  @ParameterizedTest
  @MethodSource("everyStatusAndAction")
  @Tag("SEED-7")
  void only_drawn_transitions_happen(PackageStatus status, Action action) {
    var it = in(status);
    var revision = it.revision;
    var next = MACHINE.getOrDefault(action, Map.of()).get(status);

    if (next == null) {
      assertThatThrownBy(() -> action.verb.accept(it)).isInstanceOf(Problem.class);
      assertThat(it.status()).isEqualTo(status);
      assertThat(it.revision).isEqualTo(revision);
    } else {
      action.verb.accept(it);
      assertThat(it.status()).isEqualTo(next);
      assertThat(it.revision).isGreaterThan(revision);
    }
  }

  @ParameterizedTest
  @EnumSource(value = ValidationStatus.class, names = "PASSED", mode = EnumSource.Mode.EXCLUDE)
  void only_what_passed_is_approved(ValidationStatus outcome) {
    var it = Packages.submitted();
    it.validation = outcome;

    assertThatThrownBy(() -> it.approve(approval(ANNE), NOW))
        .satisfies(is(RegistryProblem.NOT_VALIDATED));
  }

  @Test
  void nobody_decides_on_what_they_submitted() {
    var it = Packages.passed();

    for (Consumer<PluginPackage> verb :
        Arrays.<Consumer<PluginPackage>>asList(
            own -> own.approve(approval(SUBMITTER), NOW),
            own -> own.reject(by(SUBMITTER), NOW),
            own -> own.review(SUBMITTER, null),
            own -> own.review(ANNE, SUBMITTER.name()))) {
      assertThatThrownBy(() -> verb.accept(it)).satisfies(is(RegistryProblem.OWN_SUBMISSION));
    }
  }

  @Test
  void where_it_takes_two_the_first_leaves_it_in_review() {
    var it = Packages.passed();

    it.approve(oneOfTwo(ANNE), NOW);

    assertThat(it.status()).isEqualTo(IN_REVIEW);
    assertThat(it.review.first)
        .isEqualTo(new Review.FirstApproval(ANNE.principal(), ANNE.name(), NOW));
    assertThatThrownBy(() -> it.approve(oneOfTwo(ANNE), NOW))
        .satisfies(is(RegistryProblem.SECOND_APPROVER_NEEDED));
    it.approve(oneOfTwo(BERT), NOW);
    assertThat(it.status()).isEqualTo(APPROVED);
    assertThat(it.review.approvedBy).isEqualTo(BERT.name());
  }

  @Test
  void the_licence_of_the_first_approval_holds_unless_the_second_names_another() {
    for (var named : Arrays.asList(null, LicenseType.SITE)) {
      var it = Packages.passed();

      it.approve(new Approval(by(ANNE), LicenseType.ENTERPRISE, false), NOW);
      it.approve(new Approval(by(BERT), named, false), NOW);

      assertThat(it.licenseType).isEqualTo(named == null ? LicenseType.ENTERPRISE : named);
    }
  }

  @Test
  void a_released_review_takes_the_first_approval_with_it() {
    var it = Packages.passed();
    it.approve(oneOfTwo(ANNE), NOW);

    it.releaseReview();

    it.approve(oneOfTwo(BERT), NOW);
    assertThat(it.status()).isEqualTo(IN_REVIEW);
  }

  @Test
  void who_approved_is_remembered_after_a_revocation() {
    var it = Packages.passed();
    it.approve(approval(ANNE), NOW);

    it.revoke(by(BERT), RevocationTerms.AT_ONCE, NOW.plusSeconds(1));

    assertThat(it.review.approvedBy).isEqualTo(ANNE.name());
    assertThat(it.review.approvedAt).isEqualTo(NOW);
    assertThat(it.review.decidedBy).isEqualTo(BERT.name());
  }

  @Test
  void a_version_that_may_more_says_which() {
    var before = Packages.passed("materials:read", "quality:read");
    var next = Packages.passed("quality:read", "reports:write", "materials:read", "reports:write");

    var growth = Growth.between(before, next);

    assertThat(growth.added()).containsExactly("reports:write");
    assertThat(growth.comparedWith()).isEqualTo("1.0.0");
  }

  private static Consumer<Throwable> is(RegistryProblem type) {
    return thrown -> assertThat(((Problem) thrown).type()).isEqualTo(type);
  }

  private static PluginPackage in(PackageStatus status) {
    var it = Packages.passed();
    switch (status) {
      case PENDING_REVIEW, UNKNOWN -> {}
      case IN_REVIEW -> it.review(ANNE, null);
      case APPROVED -> it.approve(approval(ANNE), NOW);
      case REJECTED -> it.reject(by(ANNE), NOW);
      case DEPRECATED -> {
        it.approve(approval(ANNE), NOW);
        it.deprecate(by(ANNE), null, NOW);
      }
      case REVOKED -> {
        it.approve(approval(ANNE), NOW);
        it.revoke(by(ANNE), RevocationTerms.AT_ONCE, NOW);
      }
    }
    return it;
  }

  enum Action {
    START(it -> it.review(BERT, null)),
    ASSIGN(it -> it.review(BERT, ANNE.name())),
    RELEASE(PluginPackage::releaseReview),
    APPROVE(it -> it.approve(approval(BERT), NOW)),
    REJECT(it -> it.reject(by(BERT), NOW)),
    DEPRECATE(it -> it.deprecate(by(BERT), null, NOW)),
    UNDEPRECATE(it -> it.undeprecate(by(BERT), NOW)),
    REVOKE(it -> it.revoke(by(BERT), RevocationTerms.AT_ONCE, NOW)),
    WITHDRAW(it -> it.withdraw(NOW)),
    RESUBMIT(it -> it.resubmit(Packages.submission(it.id)));

    final transient Consumer<PluginPackage> verb;

    Action(Consumer<PluginPackage> verb) {
      this.verb = verb;
    }
  }
}
