package dev.pluginsuite.installation.configuration;

import static dev.pluginsuite.installation.secret.Setup.MASK;

import dev.pluginsuite.api.installation.DesiredState.SecretRef;
import dev.pluginsuite.api.manifest.ConfigurationProperty;
import dev.pluginsuite.api.rest.ProblemDetail.FieldError;
import dev.pluginsuite.common.time.Ids;
import dev.pluginsuite.installation.InstallationProblem;
import dev.pluginsuite.installation.secret.CheckedConfiguration;
import dev.pluginsuite.installation.secret.CheckedConfiguration.NewSecret;
import dev.pluginsuite.installation.secret.Setup;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Holds a configuration against a manifest, fills in what has a default, and tells the secrets from
 * the rest. No refusal repeats a value.
 */
public final class ConfigurationCheck {
  private final String field;
  private final Map<String, ConfigurationProperty> properties;
  private final Map<String, SecretRef> held = new TreeMap<>();
  private final Map<String, Object> values = new TreeMap<>();
  private final List<NewSecret> secrets = new ArrayList<>();
  private final List<SecretRef> kept = new ArrayList<>();
  private final List<FieldError> errors = new ArrayList<>();

  private ConfigurationCheck(
      String field, Map<String, ConfigurationProperty> properties, List<SecretRef> held) {
    this.field = field;
    this.properties = new TreeMap<>(properties);
    held.forEach(it -> this.held.put(it.name(), it));
  }

  /**
   * @param field the name under which the request gave it
   * @param held secrets that the plugin has at the site already: they stay unless another value is
   *     given, or null
   */
  public static CheckedConfiguration checked(
      String field,
      Map<String, ConfigurationProperty> properties,
      Map<String, Object> given,
      List<SecretRef> held) {
    return new ConfigurationCheck(field, properties, held).checked(given);
  }

  /**
   * Of an upgrade: what is known to the new version is kept unless it is given anew.
   *
   * @param kept the setup of the earlier version
   */
  public static CheckedConfiguration carriedOver(
      String field,
      Map<String, ConfigurationProperty> properties,
      Setup kept,
      Map<String, Object> given) {
    var merged = new TreeMap<>(kept.values());
    merged.keySet().retainAll(properties.keySet());
    merged.putAll(given);
    return checked(field, properties, merged, kept.secrets());
  }

  /** What a deployment says travels over Kafka and stands at many sites: no place for secrets. */
  public static void refuseSecrets(
      String field, Map<String, ConfigurationProperty> properties, Map<String, Object> given) {
    var errors =
        given.keySet().stream()
            .filter(it -> properties.containsKey(it) && properties.get(it).secret())
            .sorted()
            .map(it -> new FieldError(field + "." + it, "is a secret: set it at the site"))
            .toList();
    if (!errors.isEmpty()) {
      throw InstallationProblem.INVALID_CONFIGURATION.because(
          "A deployment may not set secrets.", errors);
    }
  }

  private CheckedConfiguration checked(Map<String, Object> given) {
    given.keySet().stream().sorted().forEach(this::checkKnown);
    properties.forEach((name, property) -> take(name, property, given));
    if (!errors.isEmpty()) {
      throw InstallationProblem.INVALID_CONFIGURATION.because(
          "The configuration does not fit the manifest.", errors);
    }
    return new CheckedConfiguration(values, List.copyOf(secrets), List.copyOf(kept));
  }

  private void checkKnown(String name) {
    if (!properties.containsKey(name)) {
      wrong(name, "is not a property of this plugin; known are " + properties.keySet());
    }
  }

  private void take(String name, ConfigurationProperty property, Map<String, Object> given) {
    if (property.secret()) {
      takeSecret(name, property, given);
    } else if (given.containsKey(name)) {
      check(name, property, given.get(name), value -> values.put(name, value));
    } else {
      takeDefault(name, property, value -> values.put(name, value));
    }
  }

  private void takeSecret(String name, ConfigurationProperty property, Map<String, Object> given) {
    var before = held.get(name);
    var value = given.get(name);
    if (before != null && (!given.containsKey(name) || MASK.equals(value))) {
      kept.add(before);
    } else if (value == null) {
      takeDefault(name, property, it -> hide(name, it));
    } else if (MASK.equals(value)) {
      wrong(name, "is the mask of a secret, and there is none to keep");
    } else {
      check(name, property, value, it -> hide(name, it));
    }
  }

  private void takeDefault(String name, ConfigurationProperty property, Consumer<Object> taken) {
    if (property.defaultValue() != null) {
      check(name, property, property.defaultValue(), taken);
    } else if (property.required()) {
      wrong(name, "is required and has to be of type " + property.type());
    }
  }

  private void check(
      String name, ConfigurationProperty property, @Nullable Object value, Consumer<Object> taken) {
    if (value != null && isOf(property.type(), value)) {
      if (isBeyond(value)) {
        wrong(name, "has a number that is too large to be kept");
        return;
      }
      taken.accept(value);
    } else {
      wrong(name, "has to be of type " + property.type());
    }
  }

  private void hide(String name, Object value) {
    var before = held.get(name);
    var revision = before == null ? 1 : before.revision() + 1;
    secrets.add(new NewSecret(new SecretRef(name, Ids.next(), revision), value));
  }

  private static boolean isOf(String type, Object value) {
    return switch (type) {
      case "string" -> value instanceof String;
      case "number" -> value instanceof Number;
      case "boolean" -> value instanceof Boolean;
      case "array" -> value instanceof Collection;
      case "object" -> value instanceof Map;
      default -> false;
    };
  }

  /** Such as 1e400, which is read as infinity and would be written as a word. */
  private static boolean isBeyond(Object value) {
    if (value instanceof Double number) {
      return !Double.isFinite(number);
    }
    var parts =
        value instanceof Map<?, ?> map
            ? map.values()
            : value instanceof Collection<?> all ? all : List.of();
    return parts.stream().anyMatch(it -> it != null && isBeyond(it));
  }

  private void wrong(String name, String message) {
    errors.add(new FieldError(field + "." + name, message));
  }
}
