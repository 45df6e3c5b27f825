package dev.pluginsuite.installation.configuration;

import dev.pluginsuite.api.manifest.ConfigurationProperty;
import dev.pluginsuite.api.rest.ProblemDetail.FieldError;
import dev.pluginsuite.installation.InstallationProblem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Holds a configuration against a manifest and fills in what has a default. */
public final class ConfigurationCheck {
  private final String field;
  private final Map<String, ConfigurationProperty> properties;
  private final List<FieldError> errors = new ArrayList<>();

  private ConfigurationCheck(String field, Map<String, ConfigurationProperty> properties) {
    this.field = field;
    this.properties = new TreeMap<>(properties);
  }

  /**
   * @param field the name under which the request gave it
   * @return the configuration with its defaults
   */
  public static Map<String, Object> filled(
      String field, Map<String, ConfigurationProperty> properties, Map<String, Object> given) {
    return new ConfigurationCheck(field, properties).filled(given);
  }

  /**
   * Of an upgrade: what is known to the new version is kept unless it is given anew.
   *
   * @param kept the configuration of the earlier version
   */
  public static Map<String, Object> carriedOver(
      String field,
      Map<String, ConfigurationProperty> properties,
      Map<String, Object> kept,
      Map<String, Object> given) {
    var merged = new TreeMap<>(kept);
    merged.keySet().retainAll(properties.keySet());
    merged.putAll(given);
    return filled(field, properties, merged);
  }

  private Map<String, Object> filled(Map<String, Object> given) {
    refuseSecrets(given);
    var filled = new TreeMap<String, Object>();
    given.keySet().stream().sorted().forEach(this::checkKnown);
    properties.forEach((name, property) -> fill(filled, name, property, given));
    if (!errors.isEmpty()) {
      throw InstallationProblem.INVALID_CONFIGURATION.because(
          "The configuration does not fit the manifest.", errors);
    }
    return filled;
  }

  private void checkKnown(String name) {
    if (!properties.containsKey(name)) {
      wrong(name, "is not a property of this plugin; known are " + properties.keySet());
    }
  }

  private void fill(
      Map<String, Object> filled,
      String name,
      ConfigurationProperty property,
      Map<String, Object> given) {
    var value = given.containsKey(name) ? given.get(name) : property.defaultValue();
    if (value == null && !given.containsKey(name)) {
      if (property.required()) {
        wrong(name, "is required and has to be of type " + property.type());
      }
    } else if (isOf(property.type(), value)) {
      filled.put(name, value);
    } else {
      wrong(name, "has to be of type " + property.type());
    }
  }

  private static boolean isOf(String type, @Nullable Object value) {
    return switch (type) {
      case "string" -> value instanceof String;
      case "number" -> value instanceof Number;
      case "boolean" -> value instanceof Boolean;
      case "array" -> value instanceof Collection;
      case "object" -> value instanceof Map;
      default -> false;
    };
  }

  private void refuseSecrets(Map<String, Object> given) {
    var secrets =
        properties.entrySet().stream()
            .filter(it -> it.getValue().secret())
            .filter(it -> it.getValue().required() || given.containsKey(it.getKey()))
            .map(it -> new FieldError(field + "." + it.getKey(), "is a secret"))
            .toList();
    if (!secrets.isEmpty()) {
      throw InstallationProblem.SECRETS_NOT_SUPPORTED.because(
          "Secret values cannot be kept by this release; use a version of the plugin that does without.",
          secrets);
    }
    properties.values().removeIf(ConfigurationProperty::secret);
  }

  private void wrong(String name, String message) {
    errors.add(new FieldError(field + "." + name, message));
  }
}
