package dev.pluginsuite.agent.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Because of what a thread does what it does: the W3C trace context of the document's record. Calls
 * of the API carry it on, so that whoever asked for the document finds here what came of it.
 */
public final class Trace {
  public static final String HEADER = "traceparent";

  /** Whatever else is said is not passed on. */
  private static final Pattern W3C =
      Pattern.compile("00-((?!0{32})[0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

  private static final ThreadLocal<@Nullable String> CURRENT = new ThreadLocal<>();

  private Trace() {}

  /** Null if it is none. */
  public static @Nullable String in(byte @Nullable [] header) {
    var text = header == null ? "" : new String(header, US_ASCII);
    return W3C.matcher(text).matches() ? text : null;
  }

  public static @Nullable String current() {
    return CURRENT.get();
  }

  /** From now on; null for nothing that anybody follows. */
  public static void set(@Nullable String traceparent) {
    CURRENT.set(traceparent);
  }

  /** The id for logs; "none" without one. */
  public static String id() {
    var current = CURRENT.get();
    return current == null ? "none" : current.substring(3, 35);
  }
}
