package dev.pluginsuite.validation.dryrun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.pluginsuite.common.problem.CommonProblem;
import dev.pluginsuite.common.problem.Problem;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class DryRunPlacesTest {
  private final DryRunPlaces places = new DryRunPlaces(() -> 2);

  @Test
  void who_finds_no_place_is_asked_to_come_again() {
    assertThatThrownBy(() -> places.take(() -> places.take(() -> places.take(() -> "third"))))
        .asInstanceOf(type(Problem.class))
        .returns(CommonProblem.UNAVAILABLE, Problem::type);
  }

  @Test
  void a_place_is_free_again_however_its_work_ended() throws IOException {
    for (var i = 0; i < 5; i++) {
      assertThatThrownBy(
              () ->
                  places.take(
                      () -> {
                        throw new IOException("broken off");
                      }))
          .hasMessage("broken off");
    }

    assertThat(places.<String>take(() -> places.take(() -> "second"))).isEqualTo("second");
  }
}
