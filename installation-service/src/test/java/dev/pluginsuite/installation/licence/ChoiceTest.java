package dev.pluginsuite.installation.licence;

import static dev.pluginsuite.api.registry.LicenseType.DEVELOPER;
import static dev.pluginsuite.api.registry.LicenseType.ENTERPRISE;
import static dev.pluginsuite.api.registry.LicenseType.SITE;
import static dev.pluginsuite.api.registry.LicenseType.TRIAL;
import static dev.pluginsuite.installation.licence.TermsTest.NOON;
import static dev.pluginsuite.installation.licence.TermsTest.terms;
import static dev.pluginsuite.installation.licence.TermsTest.wanted;
import static java.time.temporal.ChronoUnit.DAYS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pluginsuite.api.registry.LicenseType;
import dev.pluginsuite.installation.licence.Choice.Offer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChoiceTest {
  private static Offer offer(Terms terms) {
    return new Offer(terms, new Use(0, false, false));
  }

  private static Terms expiring(LicenseType type, @Nullable Integer days, Set<String> sites) {
    Instant expiry = days == null ? null : NOON.plus(days, DAYS);
    return new Terms(
        UUID.randomUUID(), "***", "enterprise", "paid", null, type, sites, null, 1, expiry, false);
  }

  @Test
  void whatever_order_they_come_in_the_preferred_one_is_used() {
    var preferred =
        List.of(
            expiring(DEVELOPER, null, Set.of()),
            expiring(SITE, 3, Set.of("site-1")),
            expiring(SITE, 90, Set.of("site-1")),
            expiring(SITE, null, Set.of("site-1")),
            expiring(ENTERPRISE, 1, Set.of()),
            expiring(ENTERPRISE, null, Set.of()),
            expiring(TRIAL, 1, Set.of()));
    var random = new Random(7);

    for (var first = 0; first < preferred.size(); first++) {
      var offers = new ArrayList<>(preferred.subList(first, preferred.size()));
      Collections.shuffle(offers, random);

      var choice = Choice.of(wanted(SITE), offers.stream().map(ChoiceTest::offer).toList(), NOON);

      assertThat(choice.granted()).isEqualTo(preferred.get(first));
      assertThat(choice.refusal()).isNull();
    }
  }

  @Test
  void the_seat_that_a_site_has_is_kept_whatever_else_there_is() {
    var held = expiring(ENTERPRISE, -1, Set.of());

    var choice =
        Choice.of(
            wanted(SITE),
            List.of(
                offer(expiring(SITE, null, Set.of("site-1"))),
                new Offer(held, new Use(1, true, false))),
            NOON);

    assertThat(choice.granted()).isEqualTo(held);
  }

  @Test
  void a_refusal_is_that_of_the_one_that_comes_nearest() {
    var full = expiring(ENTERPRISE, null, Set.of());
    var expired = expiring(SITE, -20, Set.of("site-1"));
    var elsewhere = expiring(SITE, null, Set.of("site-2"));

    var choice =
        Choice.of(
            wanted(SITE),
            List.of(offer(elsewhere), offer(expired), new Offer(full, new Use(1, false, false))),
            NOON);

    assertThat(choice.granted()).isNull();
    assertThat(choice.refusal()).extracting(Refusal::code).isEqualTo(LicenceCode.SEATS_EXHAUSTED);
    assertThat(choice.considered())
        .extracting(Choice.Considered::terms)
        .containsExactly(expired, full);
  }

  @Test
  void without_any_it_says_what_is_needed() {
    var choice = Choice.of(wanted(ENTERPRISE), List.of(), NOON);

    assertThat(choice.refusal())
        .satisfies(
            it -> {
              assertThat(it.code()).isEqualTo(LicenceCode.NO_LICENCE);
              assertThat(it.remedy())
                  .isEqualTo(
                      "A licence of type DEVELOPER or ENTERPRISE or TRIAL is needed for paid in the registry enterprise that is for site-1; central IT issues it.");
            });
  }

  @Test
  void what_is_for_others_is_not_shown() {
    var choice =
        Choice.of(wanted(SITE), List.of(offer(expiring(SITE, null, Set.of("site-2")))), NOON);

    assertThat(choice.refusal()).extracting(Refusal::code).isEqualTo(LicenceCode.OUT_OF_SCOPE);
    assertThat(choice.considered()).isEmpty();
    assertThat(Choice.of(wanted(SITE), List.of(offer(terms(SITE))), NOON).granted()).isNotNull();
  }
}
