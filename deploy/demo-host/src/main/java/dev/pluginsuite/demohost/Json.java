package dev.pluginsuite.demohost;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.NativeJSON;
import org.mozilla.javascript.NativePromise;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.Undefined;
import org.mozilla.javascript.json.JsonParser;

/** JSON is the only thing that crosses a scope's border. */
final class Json {
  static final ObjectMapper MAPPER =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private static final int MAX_TEXT = 1 << 20;

  private Json() {}

  /** A value of the scope as text; null stands for undefined. */
  static @Nullable String write(Context cx, Scriptable scope, Object value) {
    if (value instanceof NativePromise) {
      throw ScriptRuntime.constructError("TypeError", "a promise cannot be awaited here");
    }
    var text = NativeJSON.stringify(cx, scope, value, null, null);
    if (Undefined.isUndefined(text)) {
      return null;
    }
    if (text.toString().length() > MAX_TEXT) {
      throw ScriptRuntime.constructError("RangeError", "more than 1 MiB of JSON");
    }
    return text.toString();
  }

  static Object read(Context cx, Scriptable scope, @Nullable String text) {
    if (text == null) {
      return Undefined.instance;
    }
    try {
      return new JsonParser(cx, scope).parseValue(text);
    } catch (JsonParser.ParseException unreadable) {
      throw ScriptRuntime.constructError("SyntaxError", unreadable.getMessage());
    }
  }

  /** Text that a scope wrote, as a tree. */
  static JsonNode tree(@Nullable String text) {
    try {
      return text == null ? MAPPER.nullNode() : MAPPER.readTree(text);
    } catch (JsonProcessingException tooDeep) {
      throw new ScriptFailure("returned JSON that cannot be read: " + tooDeep.getOriginalMessage());
    }
  }
}
