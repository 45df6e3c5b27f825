package dev.pluginsuite.registry.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.pluginsuite.api.registry.PackageStatus;
import dev.pluginsuite.api.registry.ValidationStatus;
import dev.pluginsuite.common.problem.Problem;
import dev.pluginsuite.common.time.Ids;
import dev.pluginsuite.registry.packages.Submission.Submitter;
import dev.pluginsuite.registry.problem.RegistryProblem;
import dev.pluginsuite.registry.source.StagedPackage;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Taking back and submitting again, from every state there is. */
class SecondTryTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Set<PackageStatus> UNDECIDED =
      Set.of(PackageStatus.PENDING_REVIEW, PackageStatus.IN_REVIEW);

  static Stream<Arguments> states() {
    return Arrays.stream(PackageStatus.values())
        .flatMap(
            status -> Arrays.stream(ValidationStatus.values()).map(it -> Arguments.of(status, it)));
  }

  @ParameterizedTest
  @EnumSource
  void only_what_is_undecided_is_taken_back(PackageStatus status) {
    var it = in(status, ValidationStatus.PASSED);
    var revision = it.revision;

    if (UNDECIDED.contains(status)) {
      it.withdraw(NOON);
      assertThat(it.isWithdrawn()).isTrue();
      assertThat(it.revision).isEqualTo(revision + 1);
      assertThat(SubmissionDecision.of(it)).isEqualTo(SubmissionDecision.WITHDRAWN);
    } else {
      refused(() -> it.withdraw(NOON), RegistryProblem.ILLEGAL_TRANSITION);
      assertThat(it.status()).isEqualTo(status);
      assertThat(it.revision).isEqualTo(revision);
    }
  }

  @ParameterizedTest
  @MethodSource("states")
  void a_version_comes_again_after_it_was_turned_down_or_not_judged(
      PackageStatus status, ValidationStatus validation) {
    var turnedDown = status == PackageStatus.REJECTED;
    var notJudged =
        status == PackageStatus.PENDING_REVIEW && validation == ValidationStatus.ERRORED;

    resubmitted("dana", in(status, validation), turnedDown || notJudged);
    resubmitted("erin", in(status, validation), turnedDown);
  }

  private static void resubmitted(String who, PluginPackage it, boolean allowed) {
    var again = submission(who);
    var before = it.submissionId;
    if (allowed) {
      it.resubmit(again);
      assertThat(it.status()).isEqualTo(PackageStatus.PENDING_REVIEW);
      assertThat(it.validation).isEqualTo(ValidationStatus.RUNNING);
      assertThat(it.submissionId).isEqualTo(again.id);
    } else {
      refused(() -> it.resubmit(again), RegistryProblem.DUPLICATE_VERSION);
      assertThat(it.submissionId).isEqualTo(before);
    }
  }

  private static void refused(Runnable verb, RegistryProblem problem) {
    assertThatThrownBy(verb::run)
        .isInstanceOfSatisfying(Problem.class, it -> assertThat(it.type()).isEqualTo(problem));
  }

  private static PluginPackage in(PackageStatus status, ValidationStatus validation) {
    var it = new PluginPackage(Ids.next(), submission("dana"), "enterprise");
    it.review.status = status;
    it.validation = validation;
    return it;
  }

  private static Submission submission(String who) {
    var manifest = JsonNodeFactory.instance.objectNode();
    var checksum = Checksums.of("bytes");
    var body =
        new PackageSubmission("enterprise", "second-try", "1.0.0", manifest, "/url", checksum);
    var staged = new StagedPackage(Ids.next(), "/url", checksum, 5, true);
    var by = new Submitter(who, who + "@example.com");
    return new Submission(Ids.next(), Ids.next(), body, staged, by, NOON);
  }
}
