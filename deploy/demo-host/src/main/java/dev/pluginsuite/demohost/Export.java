package dev.pluginsuite.demohost;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.Callable;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.NativeArray;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;

/** The shape of what a script exports, free of its scope. */
sealed interface Export {
  int MAX_DEPTH = 4;

  record Function() implements Export {}

  record Value(@Nullable String json) implements Export {}

  record Group(Map<String, Export> members) implements Export {}

  static Export of(Context cx, Scriptable scope, Object value, int depth) {
    if (value instanceof Callable) {
      return new Function();
    }
    if (value instanceof Scriptable object
        && !(value instanceof NativeArray)
        && depth < MAX_DEPTH) {
      return group(cx, scope, object, depth);
    }
    return new Value(Json.write(cx, scope, value));
  }

  private static Group group(Context cx, Scriptable scope, Scriptable object, int depth) {
    var members = new LinkedHashMap<String, Export>();
    for (var id : object.getIds()) {
      var name = id.toString();
      members.put(name, of(cx, scope, ScriptableObject.getProperty(object, name), depth + 1));
    }
    return new Group(members);
  }
}
