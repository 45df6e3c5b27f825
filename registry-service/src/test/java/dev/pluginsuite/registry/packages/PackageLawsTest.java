package dev.pluginsuite.registry.packages;

import static dev.pluginsuite.registry.packages.Packages.ANNE;
import static dev.pluginsuite.registry.packages.Packages.BERT;
import static dev.pluginsuite.registry.packages.Packages.NOW;
import static dev.pluginsuite.registry.packages.Packages.SUBMITTER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pluginsuite.api.registry.PackageStatus;
import dev.pluginsuite.api.registry.ValidationStatus;
import dev.pluginsuite.api.validation.ReportState;
import dev.pluginsuite.common.problem.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/** Whatever is done to a package by whomever, in whatever order. */
class PackageLawsTest {
  @Property(tries = 2000, seed = "20261122")
  @Tag("SEED-7")
  void no_sequence_of_actions_breaks_the_machine_or_four_eyes(
      @ForAll("actions") List<Step> steps, @ForAll boolean takesTwo) {
    var it = Packages.submitted();
    var approvers = new HashSet<Reviewer>();
    var reports = new ArrayList<ReportState>();
    reports.add(Packages.report(it, ValidationStatus.PASSED));

    for (var step : steps) {
      var before = it.status();
      var revision = it.revision;
      var done = tried(() -> step.action.run(it, step.by, takesTwo, reports));

      if (!done) {
        assertThat(it.status()).isEqualTo(before);
        assertThat(it.revision).isEqualTo(revision);
        continue;
      }
      assertThat(it.status() == before || before.canBecome(it.status())).isTrue();
      if (step.action == Action.RELEASE || it.status() == PackageStatus.REJECTED) {
        approvers.clear();
      }
      if (step.action == Action.APPROVE) {
        approvers.add(step.by);
        requireRightApproval(it, approvers, takesTwo);
      }
    }
  }

  private static void requireRightApproval(
      PluginPackage it, Set<Reviewer> approvers, boolean takesTwo) {
    assertThat(approvers).doesNotContain(SUBMITTER);
    assertThat(it.validation).isEqualTo(ValidationStatus.PASSED);
    if (it.status() == PackageStatus.APPROVED) {
      assertThat(approvers).hasSizeGreaterThanOrEqualTo(takesTwo ? 2 : 1);
    }
  }

  private static boolean tried(Runnable action) {
    try {
      action.run();
      return true;
    } catch (Problem refused) {
      return false;
    }
  }

  @Provide
  Arbitrary<List<Step>> actions() {
    var action = Arbitraries.of(Action.values());
    var by = Arbitraries.of(SUBMITTER, ANNE, BERT);
    return Combinators.combine(action, by).as(Step::new).list().ofMinSize(1).ofMaxSize(40);
  }

  record Step(Action action, Reviewer by) {}

  /** What can happen; reports may be late and of any outcome. */
  enum Action {
    PASS,
    FAIL,
    LATE_REPORT,
    START,
    ASSIGN,
    RELEASE,
    APPROVE,
    REJECT,
    DEPRECATE,
    UNDEPRECATE,
    REVOKE,
    WITHDRAW,
    RESUBMIT;

    void run(PluginPackage it, Reviewer by, boolean takesTwo, List<ReportState> reports) {
      switch (this) {
        case PASS -> hear(it, Packages.report(it, ValidationStatus.PASSED));
        case FAIL -> hear(it, Packages.report(it, ValidationStatus.FAILED));
        case LATE_REPORT -> hear(it, reports.get(0));
        case START -> it.review(by, null);
        case ASSIGN -> it.review(by, ANNE.name());
        case RELEASE -> it.releaseReview();
        case APPROVE -> it.approve(new Approval(Packages.by(by), null, !takesTwo), NOW);
        case REJECT -> it.reject(Packages.by(by), NOW);
        case DEPRECATE -> it.deprecate(Packages.by(by), null, NOW);
        case UNDEPRECATE -> it.undeprecate(Packages.by(by), NOW);
        case REVOKE -> it.revoke(Packages.by(by), RevocationTerms.AT_ONCE, NOW);
        case WITHDRAW -> it.withdraw(NOW);
        case RESUBMIT -> it.resubmit(Packages.submission(it.id));
      }
    }

    private static void hear(PluginPackage it, ReportState report) {
      if (it.awaits(report)) {
        it.validated(report, NOW);
      }
    }
  }
}
