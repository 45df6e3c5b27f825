package dev.pluginsuite.deployment.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pluginsuite.api.deployment.DeploymentStatus;
import dev.pluginsuite.common.problem.Problem;
import dev.pluginsuite.deployment.watch.Told.Decision;
import dev.pluginsuite.deployment.watch.Told.Progress;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoundTest {
  @Test
  void decisions_come_before_the_counters_that_they_led_to() {
    var round =
        Round.of(Cursor.START, decisions(1, 2), progress(DeploymentStatus.IN_PROGRESS, 2, 7));

    assertThat(round.told())
        .extracting(it -> it.name() + " " + it.at())
        .containsExactly("decision 1-0", "decision 2-0", "progress 2-7");
    assertThat(round.isLast()).isFalse();
  }

  @Test
  void counters_wait_until_all_decisions_are_told() {
    var round = Round.of(Cursor.START, decisions(1, 2), progress(DeploymentStatus.COMPLETED, 3, 7));

    assertThat(round.told()).extracting(Told::name).containsExactly("decision", "decision");
    assertThat(round.isLast()).isFalse();
  }

  @Test
  void what_was_heard_is_not_told_again() {
    var round = Round.of(new Cursor(2, 7), List.of(), progress(DeploymentStatus.IN_PROGRESS, 2, 7));

    assertThat(round.told()).extracting(Told::name).containsOnlyNulls();
    assertThat(round.at()).isEqualTo(new Cursor(2, 7));
  }

  @Test
  void it_ends_when_the_deployment_and_all_of_its_sites_have() {
    var round = Round.of(new Cursor(2, 7), List.of(), progress(DeploymentStatus.COMPLETED, 2, 7));
    var running = new Progress(DeploymentStatus.CANCELLED, 1, 2, 1, 0, 0, 0, 7, 2, List.of());

    assertThat(round.told()).extracting(Told::name).containsExactly("end");
    assertThat(round.isLast()).isTrue();
    assertThat(Round.of(new Cursor(2, 7), List.of(), running).isLast()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "1-", "-1-2", "1-2-3", "1-2 ", "99999999999-1", "a-b"})
  void an_id_of_nobody_is_refused(String id) {
    assertThatThrownBy(() -> Cursor.of(id)).isInstanceOf(Problem.class);
  }

  @Test
  void an_id_leads_to_where_it_came_from() {
    assertThat(Cursor.of(new Cursor(12, 345).toString())).isEqualTo(new Cursor(12, 345));
  }

  private static List<Decision> decisions(int first, int last) {
    return IntStream.rangeClosed(first, last)
        .mapToObj(
            it ->
                new Decision(
                    it, Instant.EPOCH, "start", DeploymentStatus.IN_PROGRESS, null, "system"))
        .toList();
  }

  private static Progress progress(DeploymentStatus status, int decisions, long revision) {
    return new Progress(status, 1, 2, 2, 0, 0, 0, revision, decisions, List.of());
  }
}
