package dev.pluginsuite.demohost;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Function;
import org.mozilla.javascript.LambdaFunction;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;

/** The files of one plugin as CommonJS modules: each runs once, require stays in the folder. */
final class Modules {
  private final Script.Source source;
  private final Scriptable scope;
  private final Map<String, Scriptable> loaded = new HashMap<>();

  Modules(Script.Source source, Scriptable scope) {
    this.source = source;
    this.scope = scope;
  }

  Object load(Context cx, String file) {
    return load(cx, file, () -> source.folder().read(file));
  }

  private Object load(Context cx, String file, Text text) {
    var known = loaded.get(file);
    var module = known == null ? cx.newObject(scope) : known;
    if (known == null) {
      module.put("exports", module, cx.newObject(scope));
      loaded.put(file, module); // before it runs: a circle of files sees what is exported so far
      execute(cx, file, module, text);
    }
    return ScriptableObject.getProperty(module, "exports");
  }

  private void execute(Context cx, String file, Scriptable module, Text text) {
    var done = false;
    try {
      var code = text.read();
      if (file.endsWith(".json")) {
        module.put("exports", module, Json.read(cx, scope, code));
      } else {
        call(cx, file, module, code);
      }
      done = true;
    } catch (IOException unreadable) {
      throw ScriptRuntime.constructError("Error", "Cannot read " + unreadable.getMessage());
    } finally {
      if (!done) {
        loaded.remove(file);
      }
    }
  }

  private void call(Context cx, String file, Scriptable module, String code) {
    var wrapped = "(function (module, exports, require) {" + code + "\n})";
    var name = source.context().pluginId() + "/" + file;
    var body = (Function) cx.compileString(wrapped, name, 1, null).exec(cx, scope);
    var exports = ScriptableObject.getProperty(module, "exports");
    var require =
        new LambdaFunction(scope, "require", 1, (c, s, self, args) -> require(c, file, args));
    body.call(cx, scope, scope, new Object[] {module, exports, require});
  }

  private Object require(Context cx, String from, Object[] args) {
    var wanted = args.length == 0 ? "" : Context.toString(args[0]);
    var extra = source.extras().get(wanted);
    if (extra != null) {
      return load(cx, wanted, () -> extra);
    }
    if (!wanted.startsWith("./") && !wanted.startsWith("../")) {
      return new Borrowed(scope, source.lender(), wanted).exports(cx);
    }
    var file = source.folder().find(from, wanted);
    if (file == null) {
      throw ScriptRuntime.constructError("Error", "There is no '" + wanted + "' in the plugin");
    }
    return load(cx, file);
  }

  private interface Text {
    String read() throws IOException;
  }
}
