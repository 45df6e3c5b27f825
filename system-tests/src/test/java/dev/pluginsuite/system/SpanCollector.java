package dev.pluginsuite.system;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** Takes the spans that the suite sends (OTLP over HTTP), as a collector does. */
final class SpanCollector {
  private final List<Seen> spans = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  SpanCollector() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/v1/traces", this::take);
    server.setExecutor(
        Executors.newSingleThreadExecutor(
            task -> {
              var thread = new Thread(task, "span-collector");
              thread.setDaemon(true);
              return thread;
            }));
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Service and name of each span of a trace. */
  List<String> of(String traceId) {
    return spans.stream().filter(it -> it.traceId().equals(traceId)).map(Seen::label).toList();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange;
        var body = exchange.getRequestBody()) {
      var said = ExportTraceServiceRequest.parseFrom(body);
      said.getResourceSpansList().forEach(this::note);
      exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
      exchange.sendResponseHeaders(200, -1);
    }
  }

  private void note(ResourceSpans said) {
    var service = service(said.getResource());
    said.getScopeSpansList().stream()
        .flatMap(it -> it.getSpansList().stream())
        .forEach(it -> spans.add(seen(service, it)));
  }

  private static Seen seen(String service, Span it) {
    var traceId = HexFormat.of().formatHex(it.getTraceId().toByteArray());
    return new Seen(traceId, service + ": " + it.getName());
  }

  private static String service(Resource resource) {
    return resource.getAttributesList().stream()
        .filter(it -> it.getKey().equals("service.name"))
        .map(it -> it.getValue().getStringValue())
        .findFirst()
        .orElse("unknown");
  }

  private record Seen(String traceId, String label) {}
}
