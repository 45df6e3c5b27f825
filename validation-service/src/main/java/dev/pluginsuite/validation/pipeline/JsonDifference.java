package dev.pluginsuite.validation.pipeline;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Where two JSON values differ. The order of names does not count, and 1, 1.0 and 1e0 are equal.
 */
final class JsonDifference {
  private JsonDifference() {}

  static Optional<JsonPointer> between(JsonNode left, JsonNode right) {
    return between(JsonPointer.empty(), left, right);
  }

  private static Optional<JsonPointer> between(JsonPointer at, JsonNode left, JsonNode right) {
    if (left.isObject() && right.isObject()) {
      return betweenObjects(at, left, right);
    }
    if (left.isArray() && right.isArray() && left.size() == right.size()) {
      return betweenArrays(at, left, right);
    }
    return areEqual(left, right) ? Optional.empty() : Optional.of(at);
  }

  private static Optional<JsonPointer> betweenObjects(
      JsonPointer at, JsonNode left, JsonNode right) {
    var names = new TreeSet<String>();
    left.fieldNames().forEachRemaining(names::add);
    right.fieldNames().forEachRemaining(names::add);
    return names.stream()
        .flatMap(
            name -> between(at.appendProperty(name), left.path(name), right.path(name)).stream())
        .findFirst();
  }

  private static Optional<JsonPointer> betweenArrays(
      JsonPointer at, JsonNode left, JsonNode right) {
    for (var i = 0; i < left.size(); i++) {
      var difference = between(at.appendIndex(i), left.get(i), right.get(i));
      if (difference.isPresent()) {
        return difference;
      }
    }
    return Optional.empty();
  }

  private static boolean areEqual(JsonNode left, JsonNode right) {
    return (left.isNumber() && right.isNumber())
        ? areEqualNumbers(left, right)
        : left.equals(right);
  }

  /** Fractions as doubles, because that is what most readers of JSON make of them. */
  private static boolean areEqualNumbers(JsonNode left, JsonNode right) {
    return left.decimalValue().compareTo(right.decimalValue()) == 0
        || ((left.isFloatingPointNumber() || right.isFloatingPointNumber())
            && left.doubleValue() == right.doubleValue());
  }
}
