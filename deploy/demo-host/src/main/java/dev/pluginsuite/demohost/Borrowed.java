package dev.pluginsuite.demohost;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.LambdaFunction;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;

/**
 * What one plugin sees of another's exports. Arguments and results cross as JSON copies, so that
 * neither reaches the other's objects, and each call finds the version active at that moment.
 */
final class Borrowed {
  private final Scriptable scope;
  private final Lender lender;
  private final String pluginId;

  Borrowed(Scriptable scope, Lender lender, String pluginId) {
    this.scope = scope;
    this.lender = lender;
    this.pluginId = pluginId;
  }

  Object exports(Context cx) {
    try {
      var shape = lender.lend(pluginId).shape(Sandbox.budget(cx));
      return build(cx, shape, List.of());
    } catch (ScriptFailure failure) {
      throw rethrown(failure);
    }
  }

  private Object build(Context cx, Export export, List<String> path) {
    if (export instanceof Export.Value value) {
      return Json.read(cx, scope, value.json());
    }
    if (export instanceof Export.Group group) {
      var object = cx.newObject(scope);
      group.members().forEach((name, member) -> set(cx, object, name, member, path));
      return object;
    }
    var name = path.isEmpty() ? pluginId : path.get(path.size() - 1);
    return new LambdaFunction(scope, name, 0, (c, s, self, args) -> call(c, path, args));
  }

  private void set(Context cx, Scriptable object, String name, Export member, List<String> path) {
    var deeper = new ArrayList<>(path);
    deeper.add(name);
    object.put(name, object, build(cx, member, deeper));
  }

  private Object call(Context cx, List<String> path, Object[] args) {
    List<@Nullable String> texts = new ArrayList<>();
    Arrays.stream(args).forEach(arg -> texts.add(Json.write(cx, scope, arg)));
    try {
      var result = lender.lend(pluginId).borrowed(path, texts, Sandbox.budget(cx));
      return Json.read(cx, scope, result);
    } catch (ScriptFailure failure) {
      throw rethrown(failure);
    }
  }

  /** As an error of the calling script, which may catch it. */
  private RuntimeException rethrown(ScriptFailure failure) {
    return ScriptRuntime.constructError("Error", pluginId + ": " + failure.reason());
  }
}
