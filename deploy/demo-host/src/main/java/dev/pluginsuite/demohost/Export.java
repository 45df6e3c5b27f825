package dev.pluginsuite.demohost;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.Callable;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.NativeObject;
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
    if (value instanceof NativeObject object && depth < MAX_DEPTH) {
      var ids = ScriptableObject.getPropertyIds(object);
      if (Arrays.stream(ids).allMatch(String.class::isInstance)) {
        return group(cx, scope, object, ids, depth);
      }
    }
    return new Value(Json.write(cx, scope, value));
  }

  private static Group group(
      Context cx, Scriptable scope, Scriptable object, Object[] names, int depth) {
    var members = new LinkedHashMap<String, Export>();
    for (var id : names) {
      var name = (String) id;
      members.put(name, of(cx, scope, ScriptableObject.getProperty(object, name), depth + 1));
    }
    return new Group(members);
  }
}
