package dev.pluginsuite.api.version;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What node-semver's documentation says that each range stands for, tried on a grid of versions.
 * What npm tidies up before it reads is refused instead: a leading v or =, and the empty range.
 */
class NpmDocumentedRangesTest {
  private static final List<String> NUMBERS = List.of("0", "1", "2", "3", "4", "9");
  private static final List<String> SUFFIXES =
      List.of("", "-0", "-alpha.3", "-beta", "-beta.2", "-beta.4", "-pr.2", "+build");

  /** 1,728 of them. */
  private static final List<SemVer> GRID =
      NUMBERS.stream()
          .flatMap(major -> NUMBERS.stream().map(minor -> major + "." + minor + "."))
          .flatMap(start -> NUMBERS.stream().map(patch -> start + patch))
          .flatMap(release -> SUFFIXES.stream().map(suffix -> SemVer.of(release + suffix)))
          .toList();

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          1.2.3 - 2.3.4   ; >=1.2.3 <=2.3.4
          1.2 - 2.3.4     ; >=1.2.0 <=2.3.4
          1.2.3 - 2.3     ; >=1.2.3 <2.4.0-0
          1.2.3 - 2       ; >=1.2.3 <3.0.0-0
          *               ; >=0.0.0
          1.x             ; >=1.0.0 <2.0.0-0
          1.2.x           ; >=1.2.0 <1.3.0-0
          1               ; 1.x.x
          1               ; >=1.0.0 <2.0.0-0
          1.2             ; 1.2.x
          1.2             ; >=1.2.0 <1.3.0-0
          ~1.2.3          ; >=1.2.3 <1.3.0-0
          ~1.2            ; >=1.2.0 <1.3.0-0
          ~1.2            ; 1.2.x
          ~1              ; >=1.0.0 <2.0.0-0
          ~1              ; 1.x
          ~0.2.3          ; >=0.2.3 <0.3.0-0
          ~0.2            ; >=0.2.0 <0.3.0-0
          ~0.2            ; 0.2.x
          ~0              ; >=0.0.0 <1.0.0-0
          ~0              ; 0.x
          ~1.2.3-beta.2   ; >=1.2.3-beta.2 <1.3.0-0
          ^1.2.3          ; >=1.2.3 <2.0.0-0
          ^0.2.3          ; >=0.2.3 <0.3.0-0
          ^0.0.3          ; >=0.0.3 <0.0.4-0
          ^1.2.3-beta.2   ; >=1.2.3-beta.2 <2.0.0-0
          ^0.0.3-beta     ; >=0.0.3-beta <0.0.4-0
          ^1.2.x          ; >=1.2.0 <2.0.0-0
          ^0.0.x          ; >=0.0.0 <0.1.0-0
          ^0.0            ; >=0.0.0 <0.1.0-0
          ^1.x            ; >=1.0.0 <2.0.0-0
          ^0.x            ; >=0.0.0 <1.0.0-0
          =1.2.3          ; 1.2.3
          >=1.2.3,<2.4.0  ; >=1.2.3 <2.4.0
          1.2,<=1.2.3     ; 1.2 <=1.2.3
          """)
  void stands_for_what_is_documented(String range, String documented) {
    var written = VersionRange.of(range);
    var spelledOut = VersionRange.of(documented);

    assertThat(fitting(written)).isNotEmpty().isEqualTo(fitting(spelledOut));
  }

  @ParameterizedTest(name = "{0} has {1} but not {2}")
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          >=1.2.7                         ; 1.2.7 1.2.8 1.3.9 2.5.3     ; 1.2.6 1.1.0
          >=1.2.7 <1.3.0                  ; 1.2.7 1.2.8 1.2.99          ; 1.2.6 1.3.0 1.1.0
          1.2.7 || >=1.2.9 <2.0.0         ; 1.2.7 1.2.9 1.4.6           ; 1.2.8 2.0.0
          >1.2.3-alpha.3                  ; 1.2.3-alpha.7 3.4.5         ; 3.4.5-alpha.9 1.2.3-alpha.3
          ~1.2.3-beta.2                   ; 1.2.3-beta.4 1.2.3          ; 1.2.4-beta.2 1.2.3-beta.1
          ^1.2.3-beta.2                   ; 1.2.3-beta.4 1.9.0          ; 1.2.4-beta.2 2.0.0
          ^0.0.3-beta                     ; 0.0.3-pr.2                  ; 0.0.4 0.0.4-beta
          1.x || >=2.5.0 || 5.0.0 - 7.2.3 ; 1.2.3 2.5.0 6.0.0 99.0.0    ; 0.9.9 2.4.9
          """)
  void has_what_is_documented(String range, String inside, String outside) {
    assertThat(versions(inside)).allMatch(VersionRange.of(range)::contains);
    assertThat(versions(outside)).noneMatch(VersionRange.of(range)::contains);
  }

  @Test
  void build_metadata_changes_nothing() {
    var range = VersionRange.of(">=1.2.3+a <=2.0.0+b");

    assertThat(fitting(range)).isEqualTo(fitting(VersionRange.of(">=1.2.3 <=2.0.0")));
  }

  private static List<SemVer> fitting(VersionRange range) {
    return GRID.stream().filter(range::contains).toList();
  }

  private static Stream<SemVer> versions(String texts) {
    return Stream.of(texts.split(" ", -1)).map(SemVer::of);
  }
}
