package dev.pluginsuite.validation.scancheck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pluginsuite.validation.Mpk;
import dev.pluginsuite.validation.scan.CheckRun.Outcome;
import dev.pluginsuite.validation.scancheck.KnownPlugins.KnownPlugin;
import dev.pluginsuite.validation.scanning.Scanned;
import dev.pluginsuite.validation.scanning.ShippedScan;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameSquattingCheckTest {
  private static final String ME = "me@example.com";
  private static final Instant EARLY = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant LATE = Instant.parse("2026-02-01T00:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "kitten, sitting, 3",
    "supplier, suplpier, 1",
    "abc, abc, 0",
    "'', abc, 3",
    "ca, abc, 3",
    "react, raect, 1"
  })
  void distance_counts_slips(String left, String right, int distance) {
    assertThat(Likeness.distance(left, right)).isEqualTo(distance);
    assertThat(Likeness.distance(right, left)).isEqualTo(distance);
  }

  @ParameterizedTest
  @CsvSource({
    "supplier-risk, supplier-risks, true",
    "supplier-risk, suppl1er-r1sk, true",
    "supplier-risk, supplierrisk, true",
    "supplier-risk, supp1ler-risk, true",
    "turn-on, tum-on, true",
    "supplier-risk, supplier-cost, false",
    "supplier-risk, supplier-risk, false",
    "pdm, pdf, false",
    "alert, alret, true",
    "alert, alter, false"
  })
  void likeness_is_what_people_take_for_the_same(String left, String right, boolean areAlike) {
    assertThat(Likeness.areAlike(left, right)).isEqualTo(areAlike);
    assertThat(Likeness.areAlike(right, left)).isEqualTo(areAlike);
  }

  @Test
  void an_id_like_one_that_somebody_else_had_before_is_found() {
    var other = new KnownPlugin("supplier-risks", "you@example.com", EARLY);
    var mine = new KnownPlugin("supplier-risk", ME, LATE);

    assertThat(scan(other, mine).rules()).containsExactly("name-like-plugin");
    assertThat(scan(other).rules()).containsExactly("name-like-plugin");
  }

  @Test
  void ones_own_ids_and_later_ones_are_not() {
    var ownOther = new KnownPlugin("supplier-risks", ME, EARLY);
    var later = new KnownPlugin("supplier-risks", "you@example.com", LATE);
    var mine = new KnownPlugin("supplier-risk", ME, EARLY);

    assertThat(scan(ownOther, mine).findings()).isEmpty();
    assertThat(scan(later, mine).findings()).isEmpty();
  }

  @Test
  void a_library_named_almost_like_a_popular_one_is_found() {
    var mpk =
        Mpk.good()
            .file("node_modules/lodahs/package.json", "{\"name\":\"lodahs\",\"version\":\"1.0.0\"}")
            .file("node_modules/preact/package.json", "{\"name\":\"preact\",\"version\":\"1.0.0\"}")
            .file(
                "node_modules/lodash/package.json", "{\"name\":\"lodash\",\"version\":\"1.0.0\"}");
    var check = new NameSquattingCheck(KnownPlugins.NONE, List.of("lodash", "preact", "react"));

    var found = Scanned.of(ShippedScan.with(List.of(check)), mpk);

    assertThat(found.findings()).hasSize(1);
    assertThat(found.findings().get(0).message()).contains("lodahs", "lodash");
  }

  @Test
  void plugins_that_cannot_be_had_are_a_failure_of_the_check() {
    KnownPlugins away =
        (shortest, longest) -> {
          throw new IOException("no database");
        };

    var run = scan(away).result().runs().get(0);

    assertThat(run.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(run.note()).isEqualTo("no database");
  }

  private static Scanned scan(KnownPlugin... known) {
    return scan((shortest, longest) -> List.of(known));
  }

  private static Scanned scan(KnownPlugins known) {
    var check = new NameSquattingCheck(known, List.of());
    return Scanned.of(ShippedScan.with(List.of(check)), Mpk.good().bytes(), ME);
  }
}
