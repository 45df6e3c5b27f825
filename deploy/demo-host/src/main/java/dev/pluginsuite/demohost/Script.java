package dev.pluginsuite.demohost;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.Callable;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;

/** A plugin's loaded scripts: a scope of their own, and one call at a time in it. */
final class Script {
  private final ReentrantLock turn = new ReentrantLock();
  private final Scriptable scope = Sandbox.newScope();
  private final Scriptable exports;
  private final Scriptable context;

  /** Where scripts come from and what they may use. Extras are modules of the host, by name. */
  record Source(
      PluginFolder folder, Lender lender, ScriptContext context, Map<String, String> extras) {}

  private Script(Source source, @Nullable String main, Budget budget) {
    context = Sandbox.run(scope, budget, cx -> source.context().in(cx, scope));
    exports = Sandbox.run(scope, budget, cx -> load(cx, source, main));
  }

  static Script load(Source source, @Nullable String main, Budget budget) {
    return new Script(source, main, budget);
  }

  private Scriptable load(Context cx, Source source, @Nullable String main) {
    var exported = main == null ? cx.newObject(scope) : new Modules(source, scope).load(cx, main);
    if (exported instanceof Scriptable object) {
      return object;
    }
    throw ScriptRuntime.constructError("TypeError", main + " exports no object");
  }

  Export shape(Budget budget) {
    return inTurn(budget, cx -> Export.of(cx, scope, exports, 0));
  }

  /** The names of the exported functions. */
  List<String> functions(Budget budget) {
    return shape(budget) instanceof Export.Group group
        ? group.members().entrySet().stream()
            .filter(member -> member.getValue() instanceof Export.Function)
            .map(Map.Entry::getKey)
            .toList()
        : List.of();
  }

  /** Calls an exported function with JSON arguments, and the context after them. */
  @Nullable String call(String function, List<String> arguments, Budget budget) {
    return inTurn(
        budget,
        cx -> {
          var args = new ArrayList<>(read(cx, arguments));
          args.add(context);
          return call(cx, List.of(function), args);
        });
  }

  /** A call by another plugin, which gets no context. */
  @Nullable String borrowed(List<String> path, List<@Nullable String> arguments, Budget budget) {
    return inTurn(budget, cx -> call(cx, path, read(cx, arguments)));
  }

  private List<Object> read(Context cx, List<? extends @Nullable String> texts) {
    return texts.stream().map(text -> Json.read(cx, scope, text)).toList();
  }

  private @Nullable String call(Context cx, List<String> path, List<Object> args) {
    var owner = exports;
    Object value = exports;
    for (var name : path) {
      owner = value instanceof Scriptable object ? object : exports;
      value = ScriptableObject.getProperty(owner, name);
    }
    if (!(value instanceof Callable function)) {
      var name = String.join(".", path);
      throw ScriptRuntime.constructError("TypeError", "exports no function '" + name + "'");
    }
    return Json.write(cx, scope, function.call(cx, scope, owner, args.toArray()));
  }

  private <T extends @Nullable Object> T inTurn(Budget budget, Function<Context, T> work) {
    try {
      if (!turn.tryLock(budget.nanosLeft(), TimeUnit.NANOSECONDS)) {
        throw new ScriptFailure("was still busy with another call when the time-out came");
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new ScriptFailure("was stopped while it waited");
    }
    try {
      return Sandbox.run(scope, budget, work);
    } finally {
      turn.unlock();
    }
  }
}
