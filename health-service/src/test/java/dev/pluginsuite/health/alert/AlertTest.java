package dev.pluginsuite.health.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pluginsuite.api.health.AlertStatus;
import dev.pluginsuite.api.health.HealthStatus;
import dev.pluginsuite.common.problem.Problem;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  /** Every state and every action. */
  @ParameterizedTest
  @CsvSource({
    "RAISED, acknowledge, ACKNOWLEDGED",
    "RAISED, resolve, RESOLVED",
    "ACKNOWLEDGED, acknowledge, ",
    "ACKNOWLEDGED, resolve, RESOLVED",
    "RESOLVED, acknowledge, ",
    "RESOLVED, resolve, ",
    "UNKNOWN, acknowledge, ",
    "UNKNOWN, resolve, "
  })
  void each_action_in_each_state(AlertStatus from, String action, @Nullable AlertStatus to) {
    var alert = new Alert(UNWELL, NOON);
    alert.status = from;
    Consumer<Alert> act =
        action.equals("resolve")
            ? it -> it.resolve("it@x", "done", NOON)
            : it -> it.acknowledge("it@x", NOON);

    if (to == null) {
      assertThatThrownBy(() -> act.accept(alert)).isInstanceOf(Problem.class);
      assertThat(alert.status).isEqualTo(from);
      assertThat(alert.revision).isEqualTo(1);
    } else {
      act.accept(alert);
      assertThat(alert.status).isEqualTo(to);
      assertThat(alert.revision).isEqualTo(2);
    }
  }

  private static final Unwell UNWELL =
      new Unwell(
          UUID.randomUUID(),
          "site-1",
          "risk",
          UUID.randomUUID(),
          "1.0.0",
          HealthStatus.UNHEALTHY,
          List.of(),
          NOON);
}
