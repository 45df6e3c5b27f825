package dev.pluginsuite.demohost;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Map;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.LambdaFunction;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.Undefined;

/** What the host hands to a plugin's functions as {@code context}. */
record ScriptContext(
    String pluginId,
    String version,
    String configuration,
    String secrets,
    Counter counter,
    Hidden hidden) {
  private static final System.Logger LOG = System.getLogger("dev.pluginsuite.demohost.plugin");
  private static final int MAX_LINE = 2_000;
  private static final Map<String, Level> LEVELS =
      Map.of("debug", Level.DEBUG, "info", Level.INFO, "warn", Level.WARNING, "error", Level.ERROR);

  Scriptable in(Context cx, Scriptable scope) {
    var context = cx.newObject(scope);
    context.put("pluginId", context, pluginId);
    context.put("version", context, version);
    context.put("configuration", context, Json.read(cx, scope, configuration));
    context.put("secrets", context, Json.read(cx, scope, secrets));
    context.put("log", context, log(cx, scope));
    return context;
  }

  private Scriptable log(Context cx, Scriptable scope) {
    var log = cx.newObject(scope);
    LEVELS.forEach((name, level) -> log.put(name, log, logger(scope, name, level)));
    return log;
  }

  private LambdaFunction logger(Scriptable scope, String name, Level level) {
    return new LambdaFunction(
        scope,
        name,
        1,
        (cx, s, self, args) -> {
          write(cx, level, line(cx, scope, args));
          return Undefined.instance;
        });
  }

  private void write(Context cx, Level level, String line) {
    if (level == Level.WARNING) {
      counter.warned();
    }
    if (Sandbox.budget(cx).takesLine()) {
      LOG.log(level, line);
    }
  }

  /** One line, whatever a script puts in. */
  private String line(Context cx, Scriptable scope, Object[] args) {
    var words = new ArrayList<String>();
    for (var arg : args) {
      words.add(
          arg instanceof Scriptable ? "" + Json.write(cx, scope, arg) : Context.toString(arg));
    }
    var line = hidden.clean(pluginId + ": " + String.join(" ", words));
    var cut = line.length() <= MAX_LINE ? line : line.substring(0, MAX_LINE) + "…";
    return cut.replaceAll("[\\p{Cc}\\u2028\\u2029]", " ");
  }

  /** Without the values, whoever prints it. */
  @Override
  public String toString() {
    return pluginId + " " + version;
  }
}
