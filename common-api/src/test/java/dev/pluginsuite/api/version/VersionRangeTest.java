package dev.pluginsuite.api.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What node-semver answers, but for the comma, which is ours. */
class VersionRangeTest {

  @ParameterizedTest(name = "{0} has {1} but not {2}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      textBlock =
          """
          # range                  ; fits                             ; does not
          1.2.3                    ; 1.2.3 1.2.3+build                ; 1.2.4 1.2.2 1.2.3-alpha
          =1.2.3                   ; 1.2.3                            ; 1.2.4
          *                        ; 0.0.0 1.2.3 99.0.0               ; 1.2.3-alpha 0.0.0-0
          x                        ; 0.0.0 1.2.3                      ; 1.2.3-alpha
          X.x.*                    ; 0.0.0 1.2.3                      ; 1.2.3-alpha
          >=*                      ; 0.0.0 9.9.9                      ; 9.9.9-rc.1
          <*                       ; ""                               ; 0.0.0 1.0.0 0.0.0-0
          >x                       ; ""                               ; 0.0.0 1.0.0 99.0.0
          1                        ; 1.0.0 1.9.9                      ; 0.9.9 2.0.0 2.0.0-0 1.0.0-rc
          1.x                      ; 1.0.0 1.9.9                      ; 2.0.0
          1.x.x                    ; 1.0.0 1.9.9                      ; 2.0.0
          1.2                      ; 1.2.0 1.2.9                      ; 1.3.0 1.1.9 1.3.0-0
          =1.2.*                   ; 1.2.0 1.2.9                      ; 1.3.0
          ^1.2.3                   ; 1.2.3 1.9.9                      ; 1.2.2 2.0.0 2.0.0-0 1.3.0-a
          ^1.2                     ; 1.2.0 1.9.0                      ; 1.1.9 2.0.0
          ^1                       ; 1.0.0 1.9.0                      ; 0.9.9 2.0.0
          ^0.2.3                   ; 0.2.3 0.2.9                      ; 0.3.0 0.2.2 1.0.0
          ^0.0.3                   ; 0.0.3                            ; 0.0.4 0.0.2 0.1.0
          ^0.0                     ; 0.0.0 0.0.9                      ; 0.1.0
          ^0.x                     ; 0.0.0 0.9.9                      ; 1.0.0
          ^0                       ; 0.0.1 0.9.9                      ; 1.0.0
          ^*                       ; 0.0.0 7.0.0                      ; 7.0.0-a
          ^1.2.3-beta.2            ; 1.2.3-beta.2 1.2.3-rc 1.2.3 1.5.0 ; 1.2.3-beta.1 1.2.4-beta.2
          ^0.0.3-beta              ; 0.0.3-beta 0.0.3-pr.2 0.0.3      ; 0.0.4 0.0.3-alpha
          ~1.2.3                   ; 1.2.3 1.2.9                      ; 1.3.0 1.2.2 1.3.0-0
          ~1.2                     ; 1.2.0 1.2.9                      ; 1.3.0
          ~1                       ; 1.0.0 1.9.9                      ; 2.0.0
          ~0                       ; 0.0.0 0.9.9                      ; 1.0.0
          ~0.2.3                   ; 0.2.3 0.2.9                      ; 0.3.0
          ~>1.2                    ; 1.2.0 1.2.9                      ; 1.3.0
          ~1.2.3-beta.2            ; 1.2.3-beta.4 1.2.9               ; 1.2.3-beta.1 1.2.4-beta.4
          >1.2.3                   ; 1.2.4 2.0.0                      ; 1.2.3 1.2.4-a 1.2.3+build
          >1.2                     ; 1.3.0                            ; 1.2.9 1.2.0
          >1                       ; 2.0.0                            ; 1.9.9
          >=1.2                    ; 1.2.0                            ; 1.1.9
          <1.2                     ; 1.1.9                            ; 1.2.0 1.2.0-a
          <=1.2                    ; 1.2.9                            ; 1.3.0 1.3.0-0
          <=1                      ; 1.9.9                            ; 2.0.0
          <1                       ; 0.9.9                            ; 1.0.0
          <=1.2.3                  ; 1.2.3 0.0.0                      ; 1.2.4
          <0.0.0-0                 ; ""                               ; 0.0.0 0.0.0-0
          >=1.2.3-alpha            ; 1.2.3-alpha 1.2.3-b 1.2.3 3.0.0  ; 3.0.0-alpha 1.2.2
          >1.2.3-alpha.3           ; 1.2.3-alpha.7 3.4.5              ; 3.4.5-alpha.9 1.2.3-alpha.3
          >=1.0.0-a <2.0.0-b       ; 1.0.0-b 1.5.0 2.0.0-a            ; 1.5.0-a 2.0.0-b 2.0.0
          >=1.2.7 <1.3.0           ; 1.2.7 1.2.99                     ; 1.2.6 1.3.0
          >=1.5.0,<3.0.0           ; 1.5.0 2.9.9                      ; 1.4.9 3.0.0 3.0.0-0
          >=1.5.0 , <3.0.0         ; 1.5.0 2.9.9                      ; 1.4.9 3.0.0
          >= 1.5.0,   < 3.0.0      ; 1.5.0 2.9.9                      ; 1.4.9 3.0.0
          ^ 1.2                    ; 1.2.0                            ; 2.0.0
          ~ 1.2.3                  ; 1.2.3                            ; 1.3.0
          ~1.0 >1.x                ; ""                               ; 1.0.0 1.0.5 2.0.0 10.3.3
          1.x ~1.2.0-0             ; 1.2.0 1.2.9                      ; 1.0.0 1.3.0
          <=0.3.x <1.0.10-0 ^10.x  ; ""                               ; 0.1.1 10.0.0
          1.2.3 - 2.3.4            ; 1.2.3 2.3.4                      ; 1.2.2 2.3.5
          1.2 - 2.3.4              ; 1.2.0 2.3.4                      ; 1.1.9
          1.2.3 - 2.3              ; 2.3.9                            ; 2.4.0
          1.2.3 - 2                ; 2.9.9                            ; 3.0.0
          1.1 - *                  ; 1.1.0 99.0.0                     ; 1.0.9
          * - 2                    ; 0.0.0 2.9.9                      ; 3.0.0
          1.0.0-a - 1.0.0          ; 1.0.0-b 1.0.0                    ; 1.0.1 0.9.9
          1.2.7 || >=1.2.9 <2.0.0  ; 1.2.7 1.2.9 1.4.6                ; 1.2.8 2.0.0
          1||2                     ; 1.5.0 2.5.0                      ; 3.0.0
          ^1.0.0-a || *            ; 1.0.0 5.0.0                      ; 1.0.0-b
          1.2.3-0-a                ; 1.2.3-0-a                        ; 1.2.3-0 1.2.3
          """)
  void fits_what_npm_says(String text, String fitting, String other) {
    var range = VersionRange.of(text);

    assertThat(versions(fitting)).allMatch(range::contains);
    assertThat(versions(other)).noneMatch(range::contains);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "||",
        "1 ||",
        "|| 1",
        "1 | 2",
        "v1.2.3",
        ">=v1.2.3",
        "[1,2)",
        "(1,2]",
        "!=1.2.3",
        "==1.2.3",
        "=>1.2.3",
        "> = 1.2.3",
        "1.2.3,",
        ",1.2.3",
        "1,,2",
        "1 , , 2",
        "1.2.3.4",
        "1.x.3",
        "x.1",
        "*.1.2",
        "01.2.3",
        "1.2.3-",
        "1.2.3-01",
        "1.2.3-a..b",
        "1.2.3+",
        "1.2.x-alpha",
        "latest",
        "^",
        "~",
        ">",
        "1.2.3 - ",
        " - 1.2.3",
        "1 -2",
        "1.2.3 - 2.3.4 3.0.0",
        "^1 - 2",
        ">=1.2.3<2",
        "^^1",
        "git+https://host/x.git",
        "1.2.3\u00a0|| 2",
        "١"
      })
  void what_is_not_a_range_is_refused(String text) {
    var range = VersionRange.parse(text);

    assertThat(range).isEmpty();
  }

  @Test
  void a_text_of_any_length_is_answered_at_once() {
    var range = VersionRange.parse("1 ".repeat(1_000_000));

    assertThat(range).isEmpty();
  }

  @Test
  void a_refusal_names_the_text() {
    assertThatThrownBy(() -> VersionRange.of("latest"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("latest");
  }

  @Test
  void is_written_as_it_was_given() {
    assertThat(VersionRange.of(" >=1.5.0,<3.0.0")).hasToString(" >=1.5.0,<3.0.0");
  }

  private static List<SemVer> versions(String texts) {
    return texts.isEmpty()
        ? List.of()
        : List.of(texts.split(" ")).stream().map(SemVer::of).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "^", "~", ">", "<=", "1 - "})
  void a_number_as_long_as_a_range_may_be_is_one(String operator) {
    var longest = operator + "9".repeat(256 - operator.length());

    var range = VersionRange.parse(longest);

    assertThat(range).isPresent();
  }
}
