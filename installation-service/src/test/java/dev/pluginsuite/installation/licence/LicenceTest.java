package dev.pluginsuite.installation.licence;

import static dev.pluginsuite.installation.licence.TermsTest.NOON;
import static java.time.temporal.ChronoUnit.DAYS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pluginsuite.api.licence.LicenceStatus;
import dev.pluginsuite.api.registry.LicenseType;
import dev.pluginsuite.common.problem.Problem;
import dev.pluginsuite.installation.InstallationProblem;
import java.time.Instant;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LicenceTest {
  private static Licence licence(LicenseType type, @Nullable Instant expiry) {
    var scope = new Scope(type == LicenseType.SITE ? Set.of("site-1") : Set.of(), null);
    var draft = LicenceDraft.of("enterprise", "paid", "^1.0.0", type, scope, 5, expiry);
    return new Licence(draft.completed(NOON), LicenceKey.random(), "it", NOON);
  }

  private static void assertRefused(InstallationProblem type, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(Problem.class, it -> assertThat(it.type()).isEqualTo(type));
  }

  @Test
  void a_trial_ends_in_thirty_days_unless_somebody_says_otherwise() {
    assertThat(licence(LicenseType.TRIAL, null).expiresAt).isEqualTo(NOON.plus(30, DAYS));
    assertThat(licence(LicenseType.TRIAL, NOON.plus(9, DAYS)).expiresAt)
        .isEqualTo(NOON.plus(9, DAYS));
    assertThat(licence(LicenseType.SITE, null).expiresAt).isNull();
  }

  @Test
  void it_passes_each_step_once() {
    var licence = licence(LicenseType.SITE, NOON.plus(40, DAYS));

    assertThat(licence.pass(NOON.plus(9, DAYS))).isFalse();
    assertThat(licence.pass(NOON.plus(10, DAYS))).isTrue();
    assertThat(licence.pass(NOON.plus(11, DAYS))).isFalse();
    assertThat(licence.pass(NOON.plus(39, DAYS))).isTrue();
    assertThat(licence.warnedDays).isEqualTo(1);
    assertThat(licence.pass(NOON.plus(40, DAYS))).isTrue();
    assertThat(licence.pass(NOON.plus(54, DAYS))).isTrue();
    assertThat(licence.status).isEqualTo(LicenceStatus.ENDED);
    assertThat(licence.nextStepAt).isNull();
    assertThat(licence.revision).isEqualTo(5);
  }

  @Test
  void extending_gives_a_new_end_even_after_the_end() {
    var licence = licence(LicenseType.SITE, NOON.plus(1, DAYS));
    licence.pass(NOON.plus(15, DAYS));

    licence.extend(NOON.plus(100, DAYS), 9, 5, NOON.plus(15, DAYS));

    assertThat(licence.status).isEqualTo(LicenceStatus.ACTIVE);
    assertThat(licence.maxInstallations).isEqualTo(9);
    assertThat(licence.nextStepAt).isEqualTo(NOON.plus(70, DAYS));
  }

  @Test
  void it_is_never_made_less_than_is_used_and_never_shorter() {
    var licence = licence(LicenseType.SITE, NOON.plus(20, DAYS));
    var forEver = licence(LicenseType.ENTERPRISE, null);

    licence.extend(null, 3, 3, NOON);

    assertThat(licence.maxInstallations).isEqualTo(3);
    assertRefused(InstallationProblem.LICENSE_IN_USE, () -> licence.extend(null, 2, 3, NOON));
    assertRefused(
        InstallationProblem.INVALID_LICENSE,
        () -> licence.extend(NOON.plus(19, DAYS), null, 0, NOON));
    assertRefused(InstallationProblem.INVALID_LICENSE, () -> licence.extend(NOON, null, 0, NOON));
    assertRefused(
        InstallationProblem.INVALID_LICENSE,
        () -> forEver.extend(NOON.plus(99, DAYS), null, 0, NOON));
  }

  @Test
  void once_revoked_nothing_more_happens_to_it() {
    var licence = licence(LicenseType.SITE, NOON.plus(40, DAYS));

    licence.revoke("not paid", NOON);

    assertThat(licence.status).isEqualTo(LicenceStatus.REVOKED);
    assertThat(licence.nextStepAt).isNull();
    assertThat(licence.endedBecause()).contains("was revoked: not paid");
    assertRefused(InstallationProblem.LICENSE_REVOKED, () -> licence.revoke("again", NOON));
    assertRefused(InstallationProblem.LICENSE_REVOKED, () -> licence.extend(null, 9, 0, NOON));
  }

  @Test
  void what_makes_no_sense_is_not_issued() {
    var nowhere = new Scope(Set.of(), null);
    var somewhere = new Scope(Set.of("site-1"), null);
    var both = new Scope(Set.of("site-1"), "group");

    assertRefused(InstallationProblem.INVALID_LICENSE, () -> draft(LicenseType.FREE, nowhere));
    assertRefused(InstallationProblem.INVALID_LICENSE, () -> draft(LicenseType.UNKNOWN, nowhere));
    assertRefused(InstallationProblem.INVALID_LICENSE, () -> draft(LicenseType.SITE, nowhere));
    assertRefused(
        InstallationProblem.INVALID_LICENSE, () -> draft(LicenseType.ENTERPRISE, somewhere));
    assertRefused(InstallationProblem.INVALID_LICENSE, () -> draft(LicenseType.TRIAL, both));
    assertRefused(
        InstallationProblem.INVALID_LICENSE,
        () ->
            LicenceDraft.of(
                "enterprise", "paid", "not a range", LicenseType.TRIAL, nowhere, null, null));
    assertRefused(
        InstallationProblem.INVALID_LICENSE, () -> licence(LicenseType.TRIAL, NOON.minus(1, DAYS)));
  }

  private static void draft(LicenseType type, Scope scope) {
    LicenceDraft.of("enterprise", "paid", null, type, scope, null, null).completed(NOON);
  }
}
