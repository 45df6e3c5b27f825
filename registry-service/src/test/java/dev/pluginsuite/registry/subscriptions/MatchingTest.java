package dev.pluginsuite.registry.subscriptions;

import static dev.pluginsuite.registry.notices.NoticeType.DEPLOYMENT_AWAITING_APPROVAL;
import static dev.pluginsuite.registry.notices.NoticeType.DEPLOYMENT_BREACHED;
import static dev.pluginsuite.registry.notices.NoticeType.DEPLOYMENT_ENDED;
import static dev.pluginsuite.registry.notices.NoticeType.DEPLOYMENT_STARTED;
import static dev.pluginsuite.registry.notices.NoticeType.PACKAGE_APPROVED;
import static dev.pluginsuite.registry.notices.NoticeType.PACKAGE_DEPRECATED;
import static dev.pluginsuite.registry.notices.NoticeType.PACKAGE_REJECTED;
import static dev.pluginsuite.registry.notices.NoticeType.PACKAGE_REVOKED;
import static dev.pluginsuite.registry.notices.NoticeType.PACKAGE_SUBMITTED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pluginsuite.registry.notices.NoticeScope;
import dev.pluginsuite.registry.notices.NoticeType;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MatchingTest {
  private static final Reach CENTRAL_IT = new Reach(true, false, "it", false, true, Set.of());
  private static final Reach DEVELOPER = new Reach(false, true, "dev", false, false, Set.of());
  private static final Reach SITE_ADMIN =
      new Reach(false, false, "admin", true, false, Set.of("site-1"));
  private static final NoticeScope NOWHERE = scope("dev", Set.of());

  private static NoticeScope scope(String owner, Set<String> sites) {
    return new NoticeScope("enterprise", "press-monitor", owner, sites);
  }

  private static boolean covers(Set<String> registries, Set<String> plugins, Set<String> sites) {
    var interest = new Interest(Set.of("package.approved"), registries, plugins, sites);
    return interest.covers("package.approved", scope("dev", Set.of("site-1", "site-2")));
  }

  @Test
  void what_is_not_narrowed_is_heard() {
    assertThat(covers(Set.of(), Set.of(), Set.of())).isTrue();
    assertThat(
            new Interest(Set.of("package.revoked"), Set.of(), Set.of(), Set.of())
                .covers("package.approved", NOWHERE))
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "press-monitor, true",
    "press-*, true",
    "*, true",
    "press-monitor*, true",
    "press, false",
    "monitor, false",
    "press-monitor-2*, false"
  })
  void plugins_are_named_whole_or_by_their_beginning(String pattern, boolean fits) {
    assertThat(covers(Set.of(), Set.of("other", pattern), Set.of())).isEqualTo(fits);
  }

  @Test
  void registries_and_sites_narrow_too() {
    assertThat(covers(Set.of("enterprise"), Set.of(), Set.of("site-2"))).isTrue();
    assertThat(covers(Set.of("other"), Set.of(), Set.of())).isFalse();
    assertThat(covers(Set.of(), Set.of(), Set.of("site-3"))).isFalse();
  }

  @Test
  void with_sites_what_concerns_none_in_particular_is_not_heard() {
    var interest = new Interest(Set.of("package.approved"), Set.of(), Set.of(), Set.of("site-1"));

    assertThat(interest.covers("package.approved", NOWHERE)).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void central_it_may_hear_everything(NoticeType type) {
    assertThat(CENTRAL_IT.permits(type, scope("anybody", Set.of()))).isTrue();
    assertThat(CENTRAL_IT.knows(type)).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void developers_hear_of_their_own_packages_alone(NoticeType type) {
    assertThat(DEVELOPER.permits(type, scope("dev", Set.of("site-1")))).isTrue();
    assertThat(DEVELOPER.permits(type, scope("dev2", Set.of("site-1")))).isFalse();
  }

  @Test
  void site_admins_hear_of_what_they_could_read() {
    assertThat(SITE_ADMIN.permits(PACKAGE_APPROVED, NOWHERE)).isTrue();
    assertThat(SITE_ADMIN.permits(PACKAGE_DEPRECATED, NOWHERE)).isTrue();
    assertThat(SITE_ADMIN.permits(PACKAGE_REVOKED, scope("dev", Set.of("site-1")))).isTrue();
    assertThat(SITE_ADMIN.permits(PACKAGE_REVOKED, scope("dev", Set.of("site-2")))).isFalse();
    assertThat(SITE_ADMIN.permits(PACKAGE_REVOKED, NOWHERE)).isFalse();
    assertThat(SITE_ADMIN.permits(PACKAGE_SUBMITTED, NOWHERE)).isFalse();
    assertThat(SITE_ADMIN.permits(PACKAGE_REJECTED, NOWHERE)).isFalse();
  }

  @Test
  void what_nobody_could_ever_hear_is_known_beforehand() {
    assertThat(EnumSet.allOf(NoticeType.class))
        .filteredOn(it -> !SITE_ADMIN.knows(it))
        .containsExactly(
            PACKAGE_SUBMITTED,
            PACKAGE_REJECTED,
            DEPLOYMENT_AWAITING_APPROVAL,
            DEPLOYMENT_STARTED,
            DEPLOYMENT_BREACHED,
            DEPLOYMENT_ENDED);
    assertThat(SITE_ADMIN.covers("site-1")).isTrue();
    assertThat(SITE_ADMIN.covers("site-2")).isFalse();
    assertThat(DEVELOPER.covers("site-1")).isFalse();
    assertThat(CENTRAL_IT.covers("site-2")).isTrue();
  }
}
