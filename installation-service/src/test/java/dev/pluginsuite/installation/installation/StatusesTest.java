package dev.pluginsuite.installation.installation;

import static dev.pluginsuite.api.installation.InstallationStatus.ACTIVE;
import static dev.pluginsuite.api.installation.InstallationStatus.FAILED;
import static dev.pluginsuite.api.installation.InstallationStatus.INACTIVE;
import static dev.pluginsuite.api.installation.InstallationStatus.INSTALLED;
import static dev.pluginsuite.api.installation.InstallationStatus.INSTALLING;
import static dev.pluginsuite.api.installation.InstallationStatus.UNINSTALLED;
import static dev.pluginsuite.api.installation.InstallationStatus.UNINSTALLING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pluginsuite.api.installation.InstallationStatus;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class StatusesTest {
  /** What is said of something wanted: what was seen. */
  private static final Map<Observed, InstallationStatus> WANTED =
      Map.of(
          Observed.ABSENT,
          INSTALLING,
          Observed.INSTALLED,
          INSTALLED,
          Observed.ACTIVE,
          ACTIVE,
          Observed.INACTIVE,
          INACTIVE);

  static Stream<Arguments> all() {
    return Arrays.stream(Desired.values())
        .flatMap(
            desired ->
                Arrays.stream(Observed.values()).map(observed -> Arguments.of(desired, observed)));
  }

  @ParameterizedTest
  @MethodSource("all")
  @Tag("SEED-35")
  void every_pair_has_its_status(Desired desired, Observed observed) {
    for (var settled : new boolean[] {false, true}) {
      var expected =
          switch (desired) {
            case UNINSTALLED -> gone(observed, settled);
            case REPLACED -> observed == Observed.ABSENT ? INACTIVE : WANTED.get(observed);
            case INSTALLED, ACTIVE, INACTIVE -> WANTED.get(observed);
          };

      assertThat(Statuses.of(desired, observed, settled, false)).isEqualTo(expected);
      assertThat(Statuses.of(desired, observed, settled, true)).isEqualTo(FAILED);
    }
  }

  private static InstallationStatus gone(Observed observed, boolean settled) {
    return observed == Observed.ABSENT && settled ? UNINSTALLED : UNINSTALLING;
  }

  @ParameterizedTest
  @EnumSource
  void what_can_be_asked_for(Desired desired) {
    var allowed = EnumSet.noneOf(Desired.class);

    Arrays.stream(Desired.values()).filter(desired::canBecome).forEach(allowed::add);

    assertThat(allowed).isEqualTo(ALLOWED.get(desired)).isEqualTo(desired.successors());
  }

  private static final Map<Desired, Set<Desired>> ALLOWED =
      Map.of(
          Desired.INSTALLED, EnumSet.of(Desired.ACTIVE, Desired.UNINSTALLED, Desired.REPLACED),
          Desired.ACTIVE, EnumSet.of(Desired.INACTIVE, Desired.UNINSTALLED, Desired.REPLACED),
          Desired.INACTIVE, EnumSet.of(Desired.ACTIVE, Desired.UNINSTALLED, Desired.REPLACED),
          Desired.UNINSTALLED, EnumSet.noneOf(Desired.class),
          Desired.REPLACED, EnumSet.noneOf(Desired.class));

  @ParameterizedTest
  @CsvSource({
    "INSTALLED,INSTALLED,true",
    "ACTIVE,INSTALLED,true",
    "INACTIVE,INSTALLED,true",
    "UNINSTALLED,INSTALLED,false",
    "REPLACED,INSTALLED,false",
    "INSTALLED,ACTIVE,false",
    "UNINSTALLED,UNINSTALLED,true"
  })
  void whoever_wanted_it_installed_has_it_in_any_state_but_gone(
      Desired desired, Desired wanted, boolean expected) {
    assertThat(desired.satisfies(wanted)).isEqualTo(expected);
  }

  @Test
  void a_document_knows_two_actions() {
    assertThat(
            Arrays.stream(Desired.values())
                .filter(
                    it ->
                        it.asAction()
                            == dev.pluginsuite.api.installation.DesiredState.Action.ACTIVE))
        .containsExactly(Desired.ACTIVE);
  }
}
