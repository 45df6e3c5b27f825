package dev.pluginsuite.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pluginsuite.local.service.LocalService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
  @Test
  void without_options_everything_runs_and_goes_on() {
    var options = Options.parse();

    assertThat(options.services()).containsExactlyInAnyOrder(LocalService.values());
    assertThat(options.journey()).isTrue();
    assertThat(options.once()).isFalse();
  }

  @Test
  void a_service_can_be_left_out_by_either_name() {
    var options = Options.parse("--without", "validation", "--without", "health-service");

    assertThat(options.services())
        .doesNotContain(LocalService.VALIDATION, LocalService.HEALTH)
        .hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--onse", "--without", "--state", "--port-base", "x"})
  void what_cannot_be_understood_is_named(String option) {
    assertThatThrownBy(() -> Options.parse(option))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(option);
  }

  @Test
  void an_unknown_service_is_answered_with_the_known_ones() {
    assertThatThrownBy(() -> Options.parse("--without", "billing"))
        .hasMessageContaining("billing")
        .hasMessageContaining("installation");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--once", "--no-journey", "--without", "--state", "--port-base"})
  void the_usage_text_names_every_option(String option) throws IOException {
    assertThat(Files.readString(Path.of("usage.txt"))).contains("  " + option + " ");
  }
}
