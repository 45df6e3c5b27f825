package dev.pluginsuite.demohost;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The secret values that any plugin was given since the process started. Whatever leaves the host
 * leaves without them: a plugin repeats one sooner than its author thinks.
 */
final class Hidden {
  private static final String MASK = "********";

  private final Set<String> texts = ConcurrentHashMap.newKeySet();

  void add(JsonNode value) {
    if (value.isContainerNode()) {
      value.forEach(this::add);
    } else if (value.isTextual() || value.isNumber()) {
      texts.add(value.asText());
    }
    texts.remove("");
  }

  /** Longer ones first: one may be part of another. */
  String clean(String text) {
    var clean = text;
    for (var each : longestFirst()) {
      clean = clean.replace(each, MASK);
    }
    return clean;
  }

  private List<String> longestFirst() {
    return texts.stream().sorted(Comparator.comparing(String::length).reversed()).toList();
  }

  JsonNode clean(JsonNode node) {
    if (texts.isEmpty()) {
      return node;
    }
    if (node.isObject()) {
      var object = Json.MAPPER.createObjectNode();
      node.properties().forEach(it -> object.set(clean(it.getKey()), clean(it.getValue())));
      return object;
    }
    if (node.isArray()) {
      var array = Json.MAPPER.createArrayNode();
      node.forEach(it -> array.add(clean(it)));
      return array;
    }
    return node.isTextual() || texts.contains(node.asText())
        ? TextNode.valueOf(clean(node.asText()))
        : node;
  }
}
