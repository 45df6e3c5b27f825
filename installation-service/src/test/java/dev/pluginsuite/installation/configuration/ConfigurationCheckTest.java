package dev.pluginsuite.installation.configuration;

import static dev.pluginsuite.installation.InstallationProblem.INVALID_CONFIGURATION;
import static dev.pluginsuite.installation.secret.Setup.MASK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pluginsuite.api.installation.DesiredState.SecretRef;
import dev.pluginsuite.api.manifest.ConfigurationProperty;
import dev.pluginsuite.api.rest.ProblemDetail.FieldError;
import dev.pluginsuite.common.problem.Problem;
import dev.pluginsuite.installation.secret.CheckedConfiguration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationCheckTest {
  private static final ConfigurationProperty SECRET =
      new ConfigurationProperty("string", false, null, true, null);
  private static final SecretRef HELD = new SecretRef("key", new UUID(1, 1), 4);
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

    var checked = checked(properties, Map.of("a", 1));

    assertThat(checked.values()).containsOnly(Map.entry("a", 1), Map.entry("b", 6));
  }

  @ParameterizedTest
  @ValueSource(strings = {"string", "number", "boolean", "array", "object"})
  void a_value_has_to_be_of_its_type(String type) {
    var properties = Map.of("p", property(type, false, null));

    ONE_OF_EACH.forEach(
        (valueType, value) -> {
          if (valueType.equals(type)) {
            assertThat(checked(properties, Map.of("p", value)).values()).containsEntry("p", value);
          } else {
            assertThat(refusal(properties, Map.of("p", value)).errors())
                .containsExactly(new FieldError("configuration.p", "has to be of type " + type));
          }
        });
  }

  @Test
  void a_number_that_cannot_be_kept_is_refused_wherever_it_is() {
    var properties =
        Map.of("n", property("number", false, null), "o", property("object", false, null));
    var beyond = Double.POSITIVE_INFINITY;

    var refusal = refusal(properties, Map.of("n", beyond, "o", Map.of("deep", List.of(beyond))));

    assertThat(refusal.errors())
        .extracting(FieldError::field)
        .containsExactly("configuration.n", "configuration.o");
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
  void a_secret_is_told_from_the_rest() {
    var checked =
        checked(
            Map.of("key", SECRET, "line", property("number", false, null)),
            Map.of("key", "hunter2", "line", 7));

    assertThat(checked.values()).containsOnly(Map.entry("line", 7));
    assertThat(checked.secrets()).singleElement().returns("hunter2", it -> it.value());
    assertThat(checked.setup().secrets()).singleElement().returns(1L, SecretRef::revision);
    assertThat(checked.toString() + checked.secrets()).doesNotContain("hunter2");
  }

  @Test
  void a_secret_that_is_left_out_or_masked_stays() {
    var properties = Map.of("key", SECRET);

    assertThat(checked(properties, Map.of(), HELD).setup().secrets()).containsExactly(HELD);
    assertThat(checked(properties, Map.of("key", MASK), HELD).setup().secrets())
        .containsExactly(HELD);
  }

  @Test
  void another_value_is_another_reference() {
    var ref = checked(Map.of("key", SECRET), Map.of("key", "new"), HELD).setup().secrets().get(0);

    assertThat(ref.ref()).isNotEqualTo(HELD.ref());
    assertThat(ref.revision()).isEqualTo(HELD.revision() + 1);
  }

  @Test
  void null_removes_a_secret_unless_it_is_required() {
    var required = Map.of("key", new ConfigurationProperty("string", true, null, true, null));
    var given = new HashMap<String, Object>();
    given.put("key", null);

    assertThat(checked(Map.of("key", SECRET), given, HELD).setup().secrets()).isEmpty();
    assertThat(refusal(required, given).errors())
        .extracting(FieldError::field)
        .containsExactly("configuration.key");
  }

  @Test
  void a_secret_of_a_property_that_is_gone_goes_with_it() {
    assertThat(checked(Map.of(), Map.of(), HELD).setup().secrets()).isEmpty();
  }

  @Test
  void no_refusal_of_a_secret_repeats_it() {
    var mask = refusal(Map.of("key", SECRET), Map.of("key", MASK));
    var type = refusal(Map.of("key", SECRET), Map.of("key", List.of("hunter2")));

    assertThat(mask.errors()).hasSize(1);
    assertThat(type.errors().toString() + type.getMessage()).doesNotContain("hunter2");
  }

  @Test
  void a_deployment_may_not_set_secrets() {
    var properties = Map.of("key", SECRET, "line", property("number", false, null));

    ConfigurationCheck.refuseSecrets("configuration", properties, Map.of("line", 1));
    var refusal =
        catchThrowableOfType(
            Problem.class,
            () ->
                ConfigurationCheck.refuseSecrets(
                    "configuration", properties, Map.of("key", "hunter2")));

    assertThat(refusal.errors().toString()).contains("configuration.key").doesNotContain("hunter2");
  }

  private static CheckedConfiguration checked(
      Map<String, ConfigurationProperty> properties, Map<String, Object> given, SecretRef... held) {
    return ConfigurationCheck.checked("configuration", properties, given, List.of(held));
  }

  private static Problem refusal(
      Map<String, ConfigurationProperty> properties, Map<String, Object> given) {
    return catchThrowableOfType(Problem.class, () -> checked(properties, given));
  }

  private static ConfigurationProperty property(
      String type, boolean required, @Nullable Object defaultValue) {
    return new ConfigurationProperty(type, required, defaultValue, false, null);
  }
}
