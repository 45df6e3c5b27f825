package dev.pluginsuite.api.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SemVerTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.4",
        "1.2.3",
        "10.20.30",
        "1.1.2-prerelease+meta",
        "1.1.2+meta",
        "1.1.2+meta-valid",
        "1.0.0-alpha",
        "1.0.0-alpha.beta.1",
        "1.0.0-alpha0.valid",
        "1.0.0-alpha.0valid",
        "1.0.0-alpha-a.b-c-somethinglong+build.1-aef.1-its-okay",
        "1.0.0-rc.1+build.123",
        "2.0.0+build.1848",
        "1.0.0-0A.is.legal",
        "1.2.3----RC-SNAPSHOT.12.9.1--.12+788",
        "1.2.3----R-S.12.9.1--.12",
        "1.0.0+0.build.1-rc.10000aaa-kk-0.1",
        "1.0.0+001",
        "99999999999999999999999.999999999999999999.99999999999999999",
        "1.0.0-99999999999999999999999"
      })
  @Tag("SEED-11")
  void what_the_specification_allows_is_read_and_written_back(String text) {
    var version = SemVer.parse(text);

    assertThat(version).map(SemVer::toString).contains(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "1",
        "1.2",
        "1.2.3.4",
        "1.2.3.DEV",
        "1.2-SNAPSHOT",
        "1.2.31.2.3----RC",
        "01.1.1",
        "1.01.1",
        "1.1.01",
        "1.2.3-0123",
        "1.2.3-0123.0123",
        "1.2.3-",
        "1.2.3-a..b",
        "1.2.3-.",
        "1.2.3-a.",
        "1.2.3-é",
        "1.1.2+.123",
        "1.2.3+",
        "1.2.3+a+b",
        "1.0.0-alpha_beta",
        "+invalid",
        "-1.0.3-gamma+b7718",
        "-invalid",
        "alpha",
        "alpha.1",
        "+justmeta",
        "v1.2.3",
        "=1.2.3",
        " 1.2.3",
        "1.2.3 ",
        "1.2.3\n",
        "1. 2.3",
        "1.-2.3",
        "1.2.x",
        "*",
        "١.٢.٣",
        "9.8.7-whatever+meta+meta"
      })
  @Tag("SEED-11")
  void anything_else_is_not_a_version(String text) {
    var version = SemVer.parse(text);

    assertThat(version).isEmpty();
  }

  @Test
  void a_text_of_any_length_is_answered_at_once() {
    var endless = "1.2.3-" + "a.".repeat(500_000) + "a";

    var version = SemVer.parse(endless);

    assertThat(version).isEmpty();
  }

  @Test
  void a_refusal_names_the_text_and_the_rule() {
    assertThatThrownBy(() -> SemVer.of("v1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("SemVer 2.0.0")
        .hasMessageContaining("v1");
  }

  @Test
  void precedence_is_the_specifications() {
    var ascending =
        versions(
            "0.0.0-0",
            "0.0.0",
            "0.0.1",
            "0.1.0",
            "1.0.0-0",
            "1.0.0-1",
            "1.0.0-2",
            "1.0.0-11",
            "1.0.0-18446744073709551616",
            "1.0.0--",
            "1.0.0-A",
            "1.0.0-alpha",
            "1.0.0-alpha.1",
            "1.0.0-alpha.beta",
            "1.0.0-beta",
            "1.0.0-beta.2",
            "1.0.0-beta.11",
            "1.0.0-rc.1",
            "1.0.0",
            "2.0.0",
            "2.1.0",
            "2.1.1",
            "2.10.0",
            "10.0.0",
            "99999999999999999999.0.0");
    var shuffled = new ArrayList<>(ascending);
    Collections.shuffle(shuffled, new Random(1));

    Collections.sort(shuffled);

    assertThat(shuffled).isEqualTo(ascending);
  }

  @Test
  void build_metadata_does_not_count_in_the_order_but_tells_versions_apart() {
    var plain = SemVer.of("1.0.0");
    var built = SemVer.of("1.0.0+linux.7");

    assertThat(plain).isEqualByComparingTo(built).isNotEqualTo(built);
  }

  @Test
  void a_major_beyond_an_int_is_the_largest_int() {
    assertThat(SemVer.of("4294967296.0.0").major()).isEqualTo(Integer.MAX_VALUE);
  }

  private static List<SemVer> versions(String... texts) {
    return List.of(texts).stream().map(SemVer::of).toList();
  }
}
