package dev.pluginsuite.deployment;

import static dev.pluginsuite.deployment.World.answer;
import static dev.pluginsuite.deployment.World.deploy;
import static dev.pluginsuite.deployment.World.install;
import static dev.pluginsuite.deployment.World.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;

import dev.pluginsuite.api.deployment.CommandOutcome.Kind;
import dev.pluginsuite.common.testing.SuiteTestResource;
import dev.pluginsuite.common.testing.Tokens;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A deployment as it goes on, over a real connection. */
@QuarkusTest
@WithTestResource(value = SuiteTestResource.class, scope = TestResourceScope.GLOBAL)
class WatchFlowTest {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** One event as a browser would hand it on. */
  private record Event(String id, String name, String data) {}

  /** Reads a stream in a thread of its own until it ends or is closed. */
  private static final class Stream implements AutoCloseable {
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final HttpResponse<InputStream> response;
    private final Thread reader;

    Stream(String token, UUID id, @Nullable String lastEventId) throws Exception {
      var request =
          HttpRequest.newBuilder(
                  URI.create(
                      "http://localhost:%d%s/%s/events"
                          .formatted(RestAssured.port, World.DEPLOYMENTS, id)))
              .header("Authorization", "Bearer " + token)
              .header("Accept", "text/event-stream");
      if (lastEventId != null) {
        request.header("Last-Event-ID", lastEventId);
      }
      response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      reader = new Thread(this::read);
      reader.start();
    }

    private void read() {
      var fields = new ArrayList<String>();
      try {
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))
            .lines()
            .forEach(line -> hear(line, fields));
      } catch (UncheckedIOException closed) {
        events.add(new Event("", "closed", ""));
      }
    }

    private void hear(String line, List<String> fields) {
      if (!line.isEmpty()) {
        fields.add(line);
        return;
      }
      if (!field(fields, "data").isEmpty()) {
        events.add(new Event(field(fields, "id"), field(fields, "event"), field(fields, "data")));
      }
      fields.clear();
    }

    private static String field(List<String> fields, String name) {
      return fields.stream()
          .filter(it -> it.startsWith(name + ":"))
          .map(it -> it.substring(name.length() + 1).strip())
          .findFirst()
          .orElse("");
    }

    List<String> ids(String name) {
      return events.stream().filter(it -> it.name().equals(name)).map(Event::id).toList();
    }

    boolean hasEnded() {
      return !reader.isAlive();
    }

    @Override
    public void close() throws IOException {
      response.body().close();
    }
  }

  private static List<String> actions(Stream stream) {
    return stream.events.stream()
        .filter(it -> it.name().equals("decision"))
        .map(it -> it.data().replaceAll(".*\"action\":\"([a-z-]*)\".*", "$1"))
        .toList();
  }

  @Test
  void who_watches_hears_everything_until_it_ends() throws Exception {
    var sites = World.sites(2);
    var id = deploy(install(World.approved(), sites));

    try (var stream = new Stream(Tokens.auditor(), id, null)) {
      assertThat(stream.response.statusCode()).isEqualTo(200);
      assertThat(stream.response.headers().firstValue("Content-Type").orElseThrow())
          .startsWith("text/event-stream");
      soon().until(() -> actions(stream).contains("start"));
      answer(id, sites.get(0), Kind.SUCCEEDED);
      soon()
          .until(
              () ->
                  stream.events.stream().anyMatch(it -> it.data().contains("\"successCount\":1")));
      answer(id, sites.get(1), Kind.FAILED);

      soon().until(stream::hasEnded);
      assertThat(actions(stream)).containsExactly("create", "start", "settle");
      var last = stream.events.get(stream.events.size() - 1);
      assertThat(last.name()).isEqualTo("end");
      assertThat(last.data()).contains("PARTIALLY_FAILED");
      assertThat(stream.ids("progress")).doesNotHaveDuplicates();
    }
  }

  @Test
  void who_comes_back_hears_each_thing_once() throws Exception {
    var sites = World.sites(1);
    var id = deploy(install(World.approved(), sites));
    World.commandOf(id, sites.get(0));
    var heard = new ArrayList<Event>();
    try (var first = new Stream(Tokens.centralIt(), id, null)) {
      soon().until(() -> actions(first).contains("start"));
      heard.addAll(first.events);
    }
    var position = heard.stream().map(Event::name).toList().indexOf("decision");
    var before = heard.subList(0, position + 1);
    answer(id, sites.get(0), Kind.SUCCEEDED);
    World.awaitStatus(id, "COMPLETED");

    try (var second = new Stream(Tokens.centralIt(), id, before.get(position).id())) {
      soon().until(second::hasEnded);

      assertThat(actions(second)).containsExactly("start", "settle");
      assertThat(second.ids("progress")).hasSize(1);
      try (var third =
          new Stream(Tokens.centralIt(), id, second.events.get(second.events.size() - 1).id())) {
        soon().until(third::hasEnded);
        assertThat(third.events).extracting(Event::name).containsExactly("end");
      }
    }
  }

  @Test
  void the_wrong_role_and_what_there_is_not_are_refused() throws Exception {
    var id = deploy(World.later(World.approved(), World.sites(1)));

    for (var token : List.of(Tokens.developer(), Tokens.siteAdmin("*"), Tokens.siteAgent("a"))) {
      World.as(token).get(World.DEPLOYMENTS + "/" + id + "/events").then().statusCode(403);
    }
    World.it()
        .header("Last-Event-ID", "1 or 1=1")
        .get(World.DEPLOYMENTS + "/" + id + "/events")
        .then()
        .statusCode(400)
        .body("type", endsWith("invalid-request"));
    World.it()
        .get(World.DEPLOYMENTS + "/" + UUID.randomUUID() + "/events")
        .then()
        .statusCode(404)
        .body("type", endsWith("deployment-not-found"));
    World.it().get(World.DEPLOYMENTS + "/nothing/events").then().statusCode(404);
  }

  @Test
  void one_caller_has_so_many_streams_and_no_more() throws Exception {
    var id = deploy(World.later(World.approved(), World.sites(1)));
    var token = Tokens.of("watcher", List.of("central-it"), List.of());
    var open = new ArrayList<Stream>();
    try {
      for (var i : IntStream.range(0, 10).toArray()) {
        open.add(new Stream(token, id, null));
        assertThat(open.get(i).response.statusCode()).isEqualTo(200);
      }

      World.as(token)
          .get(World.DEPLOYMENTS + "/" + id + "/events")
          .then()
          .statusCode(429)
          .body("type", endsWith("too-many-streams"));
      open.remove(0).close();
      soon().until(() -> reopened(token, id, open));
    } finally {
      for (var stream : open) {
        stream.close();
      }
    }
    World.it().body(Map.of()).post(World.DEPLOYMENTS + "/" + id + "/cancel");
  }

  private static boolean reopened(String token, UUID id, List<Stream> open) throws Exception {
    var stream = new Stream(token, id, null);
    open.add(stream);
    return stream.response.statusCode() == 200;
  }
}
