package dev.pluginsuite.demohost;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;

/** A loaded script for callers within this process: its exported functions, called with JSON. */
public final class PluginScript {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final Script script;
  private final Workers workers;

  private PluginScript(Script script, Workers workers) {
    this.script = script;
    this.workers = workers;
  }

  static PluginScript load(Script.Source source, String file, Workers workers) {
    var script = workers.run(TIMEOUT, budget -> Script.load(source, file, budget));
    return new PluginScript(script, workers);
  }

  public List<String> functions() {
    return workers.run(TIMEOUT, script::functions);
  }

  /** Calls with the arguments, and the plugin's context after them; a throw is a ScriptFailure. */
  public JsonNode call(String function, JsonNode... arguments) {
    var texts = List.of(arguments).stream().map(JsonNode::toString).toList();
    return Json.tree(workers.run(TIMEOUT, budget -> script.call(function, texts, budget)));
  }
}
