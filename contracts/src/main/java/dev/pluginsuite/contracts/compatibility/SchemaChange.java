package dev.pluginsuite.contracts.compatibility;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pluginsuite.contracts.document.Shape;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * One schema before and after. Whatever may be added without anybody noticing is fine: optional
 * fields, values of an enumeration (readers take an unknown one for none), wider limits.
 */
final class SchemaChange {
  private static final List<String> LOWER_LIMITS =
      List.of("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties");
  private static final List<String> UPPER_LIMITS =
      List.of("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties");
  private static final List<String> COMBINATIONS = List.of("allOf", "anyOf", "oneOf");

  private final Use use;
  private final Breaks breaks;
  private final Set<List<JsonNode>> compared = new HashSet<>();

  SchemaChange(Use use, Breaks breaks) {
    this.use = use;
    this.breaks = breaks;
  }

  void compare(String where, Shape before, Shape after) {
    // Schemas that contain themselves end here.
    if (!compared.add(List.of(before.schema(), after.schema()))) {
      return;
    }
    types(where, before, after);
    formats(where, before, after);
    values(where, before, after);
    limits(where, before.schema(), after.schema());
    required(where, before, after);
    properties(where, before, after);
    inner(where, "items", before, after);
    inner(where, "additionalProperties", before, after);
    COMBINATIONS.forEach(it -> combined(where, it, before, after));
  }

  private void types(String where, Shape before, Shape after) {
    var was = before.types();
    var is = after.types();
    breaks.addIf(use.readsOld() && !accepts(is, was), where, "was " + was + " and is " + is);
    breaks.addIf(use.isReadByOld() && !accepts(was, is), where, "was " + was + " and is " + is);
  }

  /** No type at all is any. */
  private static boolean accepts(Set<String> reader, Set<String> writer) {
    return reader.isEmpty() || (!writer.isEmpty() && reader.containsAll(writer));
  }

  private void formats(String where, Shape before, Shape after) {
    var was = before.schema().path("format").asText();
    var is = after.schema().path("format").asText();
    breaks.addIf(!was.equals(is), where, "had the format '" + was + "' and has '" + is + "'");
  }

  private void values(String where, Shape before, Shape after) {
    var was = before.values();
    var is = after.values();
    if (use.readsOld() && !is.isEmpty()) {
      var lost = new TreeSet<>(was);
      lost.removeAll(is);
      breaks.addIf(!lost.isEmpty(), where, "does not know " + lost + " any more");
      breaks.addIf(was.isEmpty(), where, "took any value and takes only " + is);
    }
    breaks.addIf(
        use.isReadByOld() && !was.isEmpty() && is.isEmpty(),
        where,
        "was one of " + was + " and can be anything");
  }

  private void limits(String where, JsonNode before, JsonNode after) {
    if (use != Use.REQUEST) {
      return;
    }
    LOWER_LIMITS.forEach(it -> limit(where, it, before, after, 1));
    UPPER_LIMITS.forEach(it -> limit(where, it, before, after, -1));
    var pattern = after.path("pattern");
    breaks.addIf(
        !pattern.isMissingNode() && !pattern.equals(before.path("pattern")),
        where,
        "has another pattern, " + pattern);
  }

  private void limit(String where, String name, JsonNode before, JsonNode after, int narrower) {
    if (!after.has(name)) {
      return;
    }
    var isNarrower =
        !before.has(name)
            || after.get(name).decimalValue().compareTo(before.get(name).decimalValue()) * narrower
                > 0;
    breaks.addIf(isNarrower, where, "has a narrower " + name + ", " + after.get(name));
  }

  private void required(String where, Shape before, Shape after) {
    var fresh = new TreeSet<>(after.required());
    fresh.removeAll(before.required());
    var gone = new TreeSet<>(before.required());
    gone.removeAll(after.required());
    breaks.addIf(use.readsOld() && !fresh.isEmpty(), where, "now requires " + fresh);
    breaks.addIf(use.isReadByOld() && !gone.isEmpty(), where, "may now lack " + gone);
  }

  private void properties(String where, Shape before, Shape after) {
    for (var it : before.properties().properties()) {
      var place = where + "." + it.getKey();
      var now = after.properties().path(it.getKey());
      breaks.addIf(now.isMissingNode(), place, "is gone");
      if (!now.isMissingNode()) {
        compare(place, before.within(it.getValue()), after.within(now));
      }
    }
  }

  private void inner(String where, String name, Shape before, Shape after) {
    var was = before.schema().path(name);
    var is = after.schema().path(name);
    if (was.isObject() && is.isObject()) {
      compare(where + "[]", before.within(was), after.within(is));
    } else {
      breaks.addIf(!was.equals(is), where, "has other " + name);
    }
  }

  private void combined(String where, String name, Shape before, Shape after) {
    var was = before.schema().path(name);
    var is = after.schema().path(name);
    breaks.addIf(was.size() != is.size(), where, "is " + name + " of another number of schemas");
    for (int i = 0; i < Math.min(was.size(), is.size()); i++) {
      compare(where, before.within(was.get(i)), after.within(is.get(i)));
    }
  }
}
