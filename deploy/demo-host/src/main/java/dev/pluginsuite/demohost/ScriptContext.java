package dev.pluginsuite.demohost;

import java.util.ArrayList;
import java.util.Map;
import java.util.function.Consumer;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.LambdaFunction;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.Undefined;

/** What the host hands to a plugin's functions as {@code context}. */
record ScriptContext(String pluginId, String version, String configuration, Counter counter) {
  private static final System.Logger LOG = System.getLogger("dev.pluginsuite.demohost.plugin");
  private static final int MAX_LINE = 2_000;

  Scriptable in(Context cx, Scriptable scope) {
    var context = cx.newObject(scope);
    context.put("pluginId", context, pluginId);
    context.put("version", context, version);
    context.put("configuration", context, Json.read(cx, scope, configuration));
    context.put("log", context, log(cx, scope));
    return context;
  }

  private Scriptable log(Context cx, Scriptable scope) {
    var log = cx.newObject(scope);
    Map<String, Consumer<String>> levels =
        Map.of(
            "debug", line -> LOG.log(System.Logger.Level.DEBUG, line),
            "info", line -> LOG.log(System.Logger.Level.INFO, line),
            "warn", this::warn,
            "error", line -> LOG.log(System.Logger.Level.ERROR, line));
    levels.forEach((name, write) -> log.put(name, log, function(scope, name, write)));
    return log;
  }

  private void warn(String line) {
    counter.warned();
    LOG.log(System.Logger.Level.WARNING, line);
  }

  private LambdaFunction function(Scriptable scope, String name, Consumer<String> write) {
    return new LambdaFunction(
        scope,
        name,
        1,
        (cx, s, self, args) -> {
          write.accept(line(cx, scope, args));
          return Undefined.instance;
        });
  }

  /** One line, whatever a script puts in. */
  private String line(Context cx, Scriptable scope, Object[] args) {
    var words = new ArrayList<String>();
    for (var arg : args) {
      words.add(
          arg instanceof Scriptable ? "" + Json.write(cx, scope, arg) : Context.toString(arg));
    }
    var line = pluginId + ": " + String.join(" ", words).replaceAll("\\p{Cntrl}", " ");
    return line.length() <= MAX_LINE ? line : line.substring(0, MAX_LINE) + "…";
  }
}
