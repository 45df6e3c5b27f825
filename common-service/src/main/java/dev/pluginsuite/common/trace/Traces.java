package dev.pluginsuite.common.trace;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextStorage;
import io.opentelemetry.context.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Goes on with the trace of whoever caused something, where no request does so by itself: for
 * records that are heard, and for tasks that rows keep. What logs or says something meanwhile has
 * its id, whether it is recorded or not.
 */
@ApplicationScoped
public class Traces {
  private final Tracer tracer;

  Traces(OpenTelemetry telemetry) {
    this.tracer = telemetry.getTracer("dev.pluginsuite");
  }

  /** The trace that a record names, for as long as it is being handled. */
  public <T> Uni<T> hear(ConsumerRecord<?, ?> record, Supplier<Uni<T>> work) {
    var cause = TraceContext.of(record.headers()).context();
    return Uni.createFrom()
        .deferred(
            () ->
                within(
                    cause,
                    tracer
                        .spanBuilder("process " + record.topic())
                        .setParent(cause)
                        .setSpanKind(SpanKind.CONSUMER)
                        .setAttribute("messaging.system", "kafka")
                        .setAttribute("messaging.operation.type", "process")
                        .setAttribute("messaging.destination.name", record.topic())
                        .startSpan(),
                    work));
  }

  /** The trace that a row keeps, or a new one if it keeps none. */
  public <T> Uni<T> follow(TraceContext cause, String what, Supplier<Uni<T>> work) {
    var parent = cause.context();
    return Uni.createFrom().deferred(() -> within(parent, begin(parent, what), work));
  }

  /** As {@link #follow}, on a thread that may block. */
  public void followBlocking(TraceContext cause, String what, Runnable work) {
    var parent = cause.context();
    var span = begin(parent, what);
    try {
      parent.with(span).wrap(work).run();
    } finally {
      span.end();
    }
  }

  /** On another context: what is begun there belongs to what asks for it here. */
  public <T> Uni<T> carry(TraceContext cause, Supplier<Uni<T>> work) {
    var context = cause.context();
    return Uni.createFrom()
        .deferred(
            () -> {
              var attached = Attached.of(context);
              return Uni.createFrom().deferred(work::get).onTermination().invoke(attached::close);
            });
  }

  private Span begin(Context parent, String what) {
    return tracer.spanBuilder(what).setParent(parent).startSpan();
  }

  private static <T> Uni<T> within(Context parent, Span span, Supplier<Uni<T>> work) {
    var attached = Attached.of(parent.with(span));
    return Uni.createFrom()
        .deferred(work::get)
        .onFailure()
        .invoke(failure -> span.setStatus(StatusCode.ERROR, failure.getClass().getName()))
        .onTermination()
        .invoke(
            () -> {
              attached.close();
              span.end();
            });
  }

  /** Belongs to the Vert.x context it was made on, wherever it is closed. */
  private record Attached(Context before, Scope scope) {
    static Attached of(Context context) {
      var before = Context.current();
      return new Attached(before, ContextStorage.get().attach(context));
    }

    /** What comes back by itself is only what is recorded; the rest is carried on all the same. */
    void close() {
      scope.close();
      if (before != Context.root() && Context.current() == Context.root()) {
        ContextStorage.get().attach(before);
      }
    }
  }
}
