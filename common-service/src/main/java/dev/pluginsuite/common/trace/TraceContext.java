package dev.pluginsuite.common.trace;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.HashMap;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * What was done because of what: a W3C trace context as headers carry it and rows keep it. What was
 * heard may be anything; it counts only where it is one.
 *
 * @param traceparent null if there is none
 * @param tracestate what others want carried along; null if nothing
 */
public record TraceContext(@Nullable String traceparent, @Nullable String tracestate) {
  public static final String TRACEPARENT = "traceparent";
  public static final String TRACESTATE = "tracestate";
  private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();

  /** What the standard asks to be carried; more may be left out. */
  private static final int LONGEST_STATE = 512;

  private static final TextMapGetter<TraceContext> FIELDS =
      new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(TraceContext it) {
          return List.of(TRACEPARENT, TRACESTATE);
        }

        @Override
        public @Nullable String get(@Nullable TraceContext it, String key) {
          if (it == null) {
            return null;
          }
          return key.equals(TRACEPARENT) ? it.traceparent : it.tracestate;
        }
      };

  /** Of the request, record or task that is being worked on. */
  public static TraceContext current() {
    return of(Context.current());
  }

  static TraceContext of(Context context) {
    var fields = new HashMap<String, String>();
    W3C.inject(context, fields, (all, name, value) -> fields.put(name, value));
    var state = fields.get(TRACESTATE);
    return new TraceContext(
        fields.get(TRACEPARENT), state == null || state.length() > LONGEST_STATE ? null : state);
  }

  /** Of a row that keeps the one field. */
  public static TraceContext of(@Nullable String traceparent) {
    return new TraceContext(traceparent, null);
  }

  static TraceContext of(Headers headers) {
    return new TraceContext(text(headers, TRACEPARENT), text(headers, TRACESTATE));
  }

  private static @Nullable String text(Headers headers, String name) {
    var header = headers.lastHeader(name);
    return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
  }

  /** The beginning of a new trace, if this is none. */
  Context context() {
    return W3C.extract(Context.root(), this, FIELDS);
  }
}
