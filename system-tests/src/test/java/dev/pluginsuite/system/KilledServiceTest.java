package dev.pluginsuite.system;

import static dev.pluginsuite.system.Disturbance.Moment.BEFORE_COMMIT;
import static dev.pluginsuite.system.Disturbance.Moment.BEFORE_RELAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pluginsuite.local.service.LocalService;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A service that dies at the worst moment, and comes back, ends as if nothing had happened. */
class KilledServiceTest {
  private static final Suite SUITE = Suite.running();
  private static List<String> undisturbed = List.of();

  @BeforeAll
  static void undisturbed() throws Exception {
    undisturbed = new ShortJourney(SUITE, "killed-not").run();
  }

  /** The relay is the same code in each service; with {@code killed.relays} each one's is met. */
  static Stream<Arguments> moments() {
    var relays =
        Boolean.getBoolean("killed.relays")
            ? Stream.of("registry", "validation", "installation", "deployment")
            : Stream.of("registry");
    return Stream.concat(
        relays.map(service -> Arguments.of(service, BEFORE_RELAY)),
        LocalService.shortNames().stream().map(service -> Arguments.of(service, BEFORE_COMMIT)));
  }

  @ParameterizedTest
  @MethodSource("moments")
  void final_rows_equal_those_of_an_undisturbed_run(String service, Disturbance.Moment moment)
      throws Exception {
    var name = "killed-" + service + "-" + (moment == BEFORE_RELAY ? "relay" : "commit");

    var rows = disturbed(service, moment, new ShortJourney(SUITE, name));

    assertThat(rows).isEqualTo(undisturbed);
  }

  private static List<String> disturbed(
      String service, Disturbance.Moment moment, ShortJourney journey) throws Exception {
    CompletableFuture<List<String>> rows;
    ServiceProcess.Killed killed;
    try (var disturbance = new Disturbance(new Database(SUITE, service), moment)) {
      rows = CompletableFuture.supplyAsync(journey::runUnchecked);
      disturbance.awaitReached();
      killed = SUITE.process(service + "-service").kill();
    }
    killed.startAgain();
    return rows.get(5, TimeUnit.MINUTES);
  }
}
