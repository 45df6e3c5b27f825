package dev.pluginsuite.demohost;

import org.mozilla.javascript.RhinoException;

/** A script that threw, did not compile, or spent its budget; the message says where. */
public final class ScriptFailure extends RuntimeException {
  private static final int MAX_MESSAGE = 1_000;

  ScriptFailure(String message) {
    super(message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE) + "…");
  }

  static ScriptFailure of(RhinoException thrown) {
    var file = thrown.sourceName();
    var message = thrown.details();
    return new ScriptFailure(
        file == null ? message : "%s (%s:%d)".formatted(message, file, thrown.lineNumber()));
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
