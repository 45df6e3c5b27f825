package dev.pluginsuite.contracts.event;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pluginsuite.api.health.HealthStatus;
import dev.pluginsuite.contracts.document.Documents;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * JSON schemas of records, as the services write them. A component that may be null is not
 * required; one of another kind always is.
 */
final class RecordSchemas {
  static final String PREFIX = "#/components/schemas/";

  /** Their default constant is said too, and not only what stands for the unknown. */
  private static final Set<Class<?>> DEFAULT_IS_SAID = Set.of(HealthStatus.class);

  private static final Map<Type, List<String>> PLAIN =
      Map.ofEntries(
          Map.entry(String.class, List.of("string", "")),
          Map.entry(UUID.class, List.of("string", "uuid")),
          Map.entry(Instant.class, List.of("string", "date-time")),
          Map.entry(Duration.class, List.of("string", "duration")),
          Map.entry(int.class, List.of("integer", "int32")),
          Map.entry(Integer.class, List.of("integer", "int32")),
          Map.entry(long.class, List.of("integer", "int64")),
          Map.entry(Long.class, List.of("integer", "int64")),
          Map.entry(double.class, List.of("number", "double")),
          Map.entry(Double.class, List.of("number", "double")),
          Map.entry(boolean.class, List.of("boolean", "")),
          Map.entry(Boolean.class, List.of("boolean", "")));

  private final JavaDocs docs;
  private final Map<String, JsonNode> schemas = new TreeMap<>();

  RecordSchemas(JavaDocs docs) {
    this.docs = docs;
  }

  /** All schemas that were made so far. */
  Map<String, JsonNode> schemas() {
    return schemas;
  }

  ObjectNode reference(Class<?> type) {
    var name = name(type);
    if (!schemas.containsKey(name)) {
      // Before its parts, which may name it again.
      schemas.put(name, Documents.object());
      schemas.put(name, type.isEnum() ? enumeration(type) : record(type, Map.of()));
    }
    return Documents.object().put("$ref", PREFIX + name);
  }

  /** A generic record, with what stands for its variables. */
  ObjectNode record(Class<?> type, Map<String, Class<?>> variables) {
    var schema = described(docs.of(type)).put("type", "object");
    var required =
        Arrays.stream(type.getRecordComponents())
            .filter(it -> !isNullable(it))
            .map(it -> jsonName(it.getAccessor(), it.getName()))
            .toList();
    schema.set("required", Documents.array(required));
    var properties = schema.putObject("properties");
    for (var it : type.getRecordComponents()) {
      var property = of(it.getGenericType(), variables);
      var text = docs.of(type, it.getName());
      if (!text.isEmpty()) {
        property.put("description", text);
      }
      properties.set(
          jsonName(it.getAccessor(), it.getName()), isNullable(it) ? orNull(property) : property);
    }
    return schema;
  }

  private static boolean isNullable(RecordComponent it) {
    return it.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  private static String jsonName(AnnotatedElement member, String name) {
    var named = member.getAnnotation(JsonProperty.class);
    return named == null ? name : named.value();
  }

  private static ObjectNode orNull(ObjectNode schema) {
    if (schema.has("$ref")) {
      var either = Documents.object();
      if (schema.has("description")) {
        either.set("description", schema.remove("description"));
      }
      either.putArray("oneOf").add(Documents.object().put("type", "null")).add(schema);
      return either;
    }
    if (schema.has("type")) {
      schema.set("type", Documents.array(List.of(schema.get("type").asText(), "null")));
    }
    return schema;
  }

  private ObjectNode of(Type type, Map<String, Class<?>> variables) {
    var plain = PLAIN.get(type);
    if (plain != null) {
      var schema = Documents.object().put("type", plain.get(0));
      return plain.get(1).isEmpty() ? schema : schema.put("format", plain.get(1));
    }
    if (type.equals(Object.class)) {
      return Documents.object();
    }
    if (type instanceof ParameterizedType it) {
      return container(it, variables);
    }
    if (type instanceof TypeVariable<?> it && variables.containsKey(it.getName())) {
      return of(variables.get(it.getName()), variables);
    }
    if (type instanceof Class<?> it && (it.isRecord() || it.isEnum())) {
      return reference(it);
    }
    throw new IllegalStateException(type + " has no place in an event");
  }

  private ObjectNode container(ParameterizedType type, Map<String, Class<?>> variables) {
    var arguments = type.getActualTypeArguments();
    if (type.getRawType().equals(List.class)) {
      var schema = Documents.object().put("type", "array");
      schema.set("items", of(arguments[0], variables));
      return schema;
    }
    if (type.getRawType().equals(Map.class)) {
      var schema = Documents.object().put("type", "object");
      schema.set("additionalProperties", of(arguments[1], variables));
      return schema;
    }
    throw new IllegalStateException(type + " has no place in an event");
  }

  private ObjectNode enumeration(Class<?> type) {
    var constants = constants(type).toList();
    var lines =
        constants.stream()
            .filter(it -> !docs.of(type, it.getName()).isEmpty())
            .map(it -> "%s: %s".formatted(it.getName(), docs.of(type, it.getName())));
    var text = String.join("\n", Stream.concat(Stream.of(docs.of(type)), lines).toList()).trim();
    var schema = described(text).put("type", "string");
    schema.set(
        "enum", Documents.array(constants.stream().map(it -> jsonName(it, it.getName())).toList()));
    return schema;
  }

  /** Less the one that stands for those of newer releases. */
  private static Stream<Field> constants(Class<?> type) {
    return Arrays.stream(type.getFields())
        .filter(Field::isEnumConstant)
        .filter(
            it ->
                DEFAULT_IS_SAID.contains(type)
                    || !it.isAnnotationPresent(JsonEnumDefaultValue.class));
  }

  private static ObjectNode described(String text) {
    return text.isEmpty() ? Documents.object() : Documents.object().put("description", text);
  }

  /** A nested type's name has its outer type's before it. */
  static String name(Class<?> type) {
    var outer = type.getEnclosingClass();
    return outer == null ? type.getSimpleName() : name(outer) + type.getSimpleName();
  }
}
