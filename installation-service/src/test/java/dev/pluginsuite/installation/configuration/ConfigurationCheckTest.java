package dev.pluginsuite.installation.configuration;

import static dev.pluginsuite.installation.InstallationProblem.INVALID_CONFIGURATION;
import static dev.pluginsuite.installation.InstallationProblem.SECRETS_NOT_SUPPORTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pluginsuite.api.manifest.ConfigurationProperty;
import dev.pluginsuite.api.rest.ProblemDetail.FieldError;
import dev.pluginsuite.common.problem.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationCheckTest {
  private static final Map<String, Object> ONE_OF_EACH =
      Map.of(
          "string",
          "x",
          "number",
          1.5,
          "boolean",
          true,
          "array",
          List.of(1),
          "object",
          Map.of("a", 1));

  @Test
  void defaults_are_filled_in_and_what_is_given_stands() {
    var properties =
        Map.of(
            "a",
            property("number", false, 5),
            "b",
            property("number", false, 6),
            "c",
            property("string", false, null));

    var filled = ConfigurationCheck.filled("configuration", properties, Map.of("a", 1));

    assertThat(filled).containsOnly(Map.entry("a", 1), Map.entry("b", 6));
  }

  @ParameterizedTest
  @ValueSource(strings = {"string", "number", "boolean", "array", "object"})
  void a_value_has_to_be_of_its_type(String type) {
    var properties = Map.of("p", property(type, false, null));

    ONE_OF_EACH.forEach(
        (valueType, value) -> {
          if (valueType.equals(type)) {
            assertThat(ConfigurationCheck.filled("configuration", properties, Map.of("p", value)))
                .containsEntry("p", value);
          } else {
            assertThat(refusal(properties, Map.of("p", value)).errors())
                .containsExactly(new FieldError("configuration.p", "has to be of type " + type));
          }
        });
  }

  @Test
  void every_mistake_is_named() {
    var properties =
        Map.of("needed", property("string", true, null), "number", property("number", false, null));

    var refusal = refusal(properties, Map.of("nubmer", 1, "number", "1"));

    assertThat(refusal.type()).isEqualTo(INVALID_CONFIGURATION);
    assertThat(refusal.errors())
        .extracting(FieldError::field)
        .containsExactly("configuration.nubmer", "configuration.needed", "configuration.number");
  }

  @Test
  void null_is_not_a_value() {
    var given = new HashMap<String, Object>();
    given.put("p", null);

    assertThat(refusal(Map.of("p", property("string", false, "x")), given).type())
        .isEqualTo(INVALID_CONFIGURATION);
  }

  @Test
  void secrets_are_refused_where_they_matter_and_left_out_elsewhere() {
    var optional = Map.of("key", new ConfigurationProperty("string", false, "default", true, null));
    var required = Map.of("key", new ConfigurationProperty("string", true, null, true, null));

    assertThat(ConfigurationCheck.filled("configuration", optional, Map.of())).isEmpty();

    assertThat(refusal(optional, Map.of("key", "x")).type()).isEqualTo(SECRETS_NOT_SUPPORTED);
    assertThat(refusal(required, Map.of()).type()).isEqualTo(SECRETS_NOT_SUPPORTED);
  }

  private static Problem refusal(
      Map<String, ConfigurationProperty> properties, Map<String, Object> given) {
    return catchThrowableOfType(
        Problem.class, () -> ConfigurationCheck.filled("configuration", properties, given));
  }

  private static ConfigurationProperty property(
      String type, boolean required, @Nullable Object defaultValue) {
    return new ConfigurationProperty(type, required, defaultValue, false, null);
  }
}
