package dev.pluginsuite.validation.manifest;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The hooks of a manifest, in whichever form they are written: a list, or lists by group; each hook
 * a text or an object.
 *
 * @param declared those that name their point
 * @param misread what could not be read as a hook
 */
record Hooks(List<Hook> declared, List<Misread> misread) {
  static final Set<String> GROUPS = Set.of("workflow", "ui", "data", "integration", "notification");

  /**
   * One hook.
   *
   * @param at where it is written
   * @param pointAt where its point is written
   * @param settings the object, or missing if it is a text
   */
  record Hook(JsonPointer at, JsonPointer pointAt, String point, JsonNode settings) {}

  /** Something that is not a hook, and what it should be. */
  record Misread(JsonPointer at, String fault, String remedy) {}

  static Hooks of(ManifestUnderTest manifest) {
    var hooks = new Hooks(new ArrayList<>(), new ArrayList<>());
    var root = JsonPointer.empty().appendProperty("hooks");
    var written = manifest.field("hooks");
    if (written.isObject()) {
      written.forEachEntry(
          (group, list) -> hooks.readGroup(root.appendProperty(group), group, list));
    } else if (!written.isMissingNode()) {
      hooks.readList(root, written);
    }
    return hooks;
  }

  private void readGroup(JsonPointer at, String group, JsonNode list) {
    if (GROUPS.contains(group)) {
      readList(at, list);
    } else {
      misread.add(
          new Misread(
              at,
              "%s is not a group of hooks.".formatted(group),
              "Use workflow, ui, data, integration or notification."));
    }
  }

  private void readList(JsonPointer at, JsonNode list) {
    if (!list.isArray()) {
      misread.add(new Misread(at, "These hooks are not a list.", "Write a list of hooks."));
    }
    for (var i = 0; i < list.size() && list.isArray(); i++) {
      readHook(at.appendIndex(i), list.get(i));
    }
  }

  private void readHook(JsonPointer at, JsonNode hook) {
    var pointAt = hook.isObject() ? at.appendProperty("point") : at;
    var point = hook.isObject() ? hook.path("point") : hook;
    if (point.isTextual()) {
      var settings = hook.isObject() ? hook : hook.path("");
      declared.add(new Hook(at, pointAt, point.textValue(), settings));
    } else {
      misread.add(
          new Misread(
              at,
              "This hook names no hook point.",
              "Write the hook point as a text, or an object with point."));
    }
  }
}
