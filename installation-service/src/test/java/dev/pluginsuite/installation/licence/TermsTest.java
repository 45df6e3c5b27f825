package dev.pluginsuite.installation.licence;

import static dev.pluginsuite.api.registry.LicenseType.DEVELOPER;
import static dev.pluginsuite.api.registry.LicenseType.ENTERPRISE;
import static dev.pluginsuite.api.registry.LicenseType.FREE;
import static dev.pluginsuite.api.registry.LicenseType.SITE;
import static dev.pluginsuite.api.registry.LicenseType.TRIAL;
import static dev.pluginsuite.api.registry.LicenseType.UNKNOWN;
import static dev.pluginsuite.installation.licence.LicenceCode.EXPIRED;
import static dev.pluginsuite.installation.licence.LicenceCode.NOT_A_DEVELOPMENT_SITE;
import static dev.pluginsuite.installation.licence.LicenceCode.OTHER_PLUGIN;
import static dev.pluginsuite.installation.licence.LicenceCode.OUT_OF_SCOPE;
import static dev.pluginsuite.installation.licence.LicenceCode.REVOKED;
import static dev.pluginsuite.installation.licence.LicenceCode.SEATS_EXHAUSTED;
import static dev.pluginsuite.installation.licence.LicenceCode.TRIAL_USED;
import static dev.pluginsuite.installation.licence.LicenceCode.VERSION_OUT_OF_RANGE;
import static dev.pluginsuite.installation.licence.LicenceCode.WRONG_TYPE;
import static java.time.temporal.ChronoUnit.DAYS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pluginsuite.api.registry.LicenseType;
import dev.pluginsuite.api.version.SemVer;
import dev.pluginsuite.api.version.VersionRange;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TermsTest {
  static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Use UNUSED = new Use(0, false, false);

  /** What does for what, written anew. */
  private static final Map<LicenseType, Set<LicenseType>> DOES =
      Map.of(
          FREE, Set.of(),
          TRIAL, Set.of(TRIAL, SITE, ENTERPRISE, DEVELOPER),
          SITE, Set.of(TRIAL, SITE, ENTERPRISE, DEVELOPER),
          ENTERPRISE, Set.of(TRIAL, ENTERPRISE, DEVELOPER),
          DEVELOPER, Set.of(DEVELOPER),
          UNKNOWN, Set.of());

  /** A licence that does not stand in the way of anything. */
  static Terms terms(LicenseType type) {
    return new Terms(
        UUID.randomUUID(),
        "***",
        "enterprise",
        "paid",
        null,
        type,
        Set.of(),
        null,
        null,
        null,
        false);
  }

  private static Terms with(
      @Nullable String range,
      Set<String> sites,
      @Nullable String enterprise,
      @Nullable Integer seats,
      @Nullable Instant expiry,
      boolean revoked) {
    return new Terms(
        UUID.randomUUID(),
        "***",
        "enterprise",
        "paid",
        range == null ? null : VersionRange.of(range),
        SITE,
        sites,
        enterprise,
        seats,
        expiry,
        revoked);
  }

  static Wanted wanted(LicenseType needs) {
    return wanted(needs, true);
  }

  private static Wanted wanted(LicenseType needs, boolean development) {
    return new Wanted(
        "enterprise", "paid", SemVer.of("2.1.0"), needs, "site-1", "group", development);
  }

  private static @Nullable LicenceCode code(Terms terms, Wanted wanted, Use use) {
    var refusal = terms.refusal(wanted, use, NOON);
    return refusal == null ? null : refusal.code();
  }

  private static @Nullable LicenceCode code(Terms terms, Use use) {
    return code(terms, wanted(SITE), use);
  }

  static Stream<Arguments> types() {
    return Arrays.stream(LicenseType.values())
        .flatMap(
            needed -> Arrays.stream(LicenseType.values()).map(held -> Arguments.of(needed, held)));
  }

  @ParameterizedTest
  @MethodSource("types")
  @Tag("SEED-41")
  void every_type_does_for_exactly_these(LicenseType needed, LicenseType held) {
    var does = DOES.get(needed);

    assertThat(code(terms(held), wanted(needed), UNUSED))
        .isEqualTo(does != null && does.contains(held) ? null : WRONG_TYPE);
  }

  @Test
  void a_developers_licence_does_at_development_sites_only() {
    for (var needed : new LicenseType[] {TRIAL, SITE, ENTERPRISE, DEVELOPER}) {
      assertThat(code(terms(DEVELOPER), wanted(needed, false), UNUSED))
          .isEqualTo(NOT_A_DEVELOPMENT_SITE);
    }
    assertThat(code(terms(ENTERPRISE), wanted(SITE, false), UNUSED)).isNull();
  }

  @Test
  void it_is_for_one_plugin_in_one_registry() {
    var other = new Wanted("enterprise", "other", SemVer.of("1.0.0"), SITE, "site-1", null, false);
    var elsewhere = new Wanted("site-1", "paid", SemVer.of("1.0.0"), SITE, "site-1", null, false);

    assertThat(code(terms(SITE), other, UNUSED)).isEqualTo(OTHER_PLUGIN);
    assertThat(code(terms(SITE), elsewhere, UNUSED)).isEqualTo(OTHER_PLUGIN);
  }

  @ParameterizedTest
  @CsvSource({
    "'',     ,      true",
    "'',     group, true",
    "'',     other, false",
    "site-1, ,      true",
    "site-2, ,      false"
  })
  void it_is_for_the_sites_of_its_scope(String site, @Nullable String enterprise, boolean covered) {
    var terms =
        with(
            null,
            site.isEmpty() ? Set.of() : Set.of(site, "site-9"),
            enterprise,
            null,
            null,
            false);

    assertThat(code(terms, UNUSED)).isEqualTo(covered ? null : OUT_OF_SCOPE);
  }

  @Test
  void a_site_without_an_enterprise_is_in_the_scope_of_none() {
    var wanted = new Wanted("enterprise", "paid", SemVer.of("1.0.0"), SITE, "site-1", null, false);

    assertThat(code(with(null, Set.of(), "group", null, null, false), wanted, UNUSED))
        .isEqualTo(OUT_OF_SCOPE);
  }

  @ParameterizedTest
  @CsvSource({"^2.0.0, true", "2.1.0, true", "<2.0.0 || >=3, false"})
  void it_is_for_the_versions_of_its_range(String range, boolean covered) {
    assertThat(code(with(range, Set.of(), null, null, null, false), UNUSED))
        .isEqualTo(covered ? null : VERSION_OUT_OF_RANGE);
  }

  @ParameterizedTest
  @CsvSource({
    "1,   false, true",
    "1,   true,  true",
    "0,   false, false",
    "0,   true,  true",
    "-13, false, false",
    "-13, true,  true",
    "-14, false, false",
    "-14, true,  false"
  })
  void in_the_time_of_grace_only_who_has_a_seat_goes_on(int days, boolean here, boolean does) {
    var terms = with(null, Set.of(), null, null, NOON.plus(days, DAYS), false);

    assertThat(code(terms, new Use(1, here, false))).isEqualTo(does ? null : EXPIRED);
  }

  @ParameterizedTest
  @CsvSource({
    "0, false, true",
    "1, false, true",
    "2, false, false",
    "3, false, false",
    "2, true, true"
  })
  void it_has_so_many_seats_and_who_has_one_needs_no_other(long taken, boolean here, boolean does) {
    var terms = with(null, Set.of(), null, 2, null, false);

    assertThat(code(terms, new Use(taken, here, false))).isEqualTo(does ? null : SEATS_EXHAUSTED);
  }

  @Test
  void a_trial_is_once_and_goes_on_where_it_was_begun() {
    assertThat(code(terms(TRIAL), new Use(0, false, true))).isEqualTo(TRIAL_USED);
    assertThat(code(terms(TRIAL), new Use(1, true, true))).isNull();
    assertThat(code(terms(TRIAL), UNUSED)).isNull();
    assertThat(code(terms(SITE), new Use(0, false, true))).isNull();
  }

  @Test
  void once_revoked_it_does_for_nobody() {
    var terms = with(null, Set.of(), null, null, null, true);

    assertThat(code(terms, UNUSED)).isEqualTo(REVOKED);
    assertThat(code(terms, new Use(1, true, false))).isEqualTo(REVOKED);
  }

  @Test
  void every_refusal_says_what_would_do() {
    var refusals =
        Stream.of(
                terms(SITE).refusal(wanted(DEVELOPER), UNUSED, NOON),
                with("^3.0.0", Set.of(), null, null, null, false)
                    .refusal(wanted(SITE), UNUSED, NOON),
                with(null, Set.of("site-2"), null, null, null, false)
                    .refusal(wanted(SITE), UNUSED, NOON),
                with(null, Set.of(), null, 1, null, false)
                    .refusal(wanted(SITE), new Use(1, false, false), NOON))
            .toList();

    assertThat(refusals)
        .allSatisfy(
            it -> {
              assertThat(it).isNotNull();
              assertThat(it.remedy()).endsWith(".");
              assertThat(it.because()).doesNotEndWith(".");
            });
  }
}
