package dev.pluginsuite.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** However many replicas there are of each service, what comes of a request is the same. */
class TwoReplicasTest {
  private static final List<String> SERVICES =
      List.of("registry", "validation", "installation", "deployment", "health");
  private final Suite suite = Suite.running();

  @Test
  void with_two_of_each_service_the_rows_are_those_of_one() throws Exception {
    var alone = new ShortJourney(suite, "replicas-one").run();

    var replicas = SERVICES.stream().map(it -> suite.process(it + "-service").replica()).toList();
    try {
      replicas.forEach(ServiceProcess.Replica::address);
      assertThat(new ShortJourney(suite, "replicas-two").run()).isEqualTo(alone);
    } finally {
      replicas.forEach(ServiceProcess.Replica::close);
    }
  }
}
