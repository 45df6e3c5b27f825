package dev.pluginsuite.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.local.api.Answer;
import dev.pluginsuite.local.api.Api;
import dev.pluginsuite.local.api.User;
import java.net.URI;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * Sites that want the same plugin at the same moment, half of them through each of two processes.
 */
final class SeatClaims {
  private static final String ADD =
      """
      insert into sites (id, name, mes_version, api_version, development, labels, status, generation, revision, lock_version, created_at)
      select 'zz-seat-' || n, 'Seat ' || n, '9.1.0', '1.0.0', false, '{}', 'ACTIVE', 1, 1, 0, now() from generate_series(1, ?) n
      on conflict do nothing""";

  private final List<Api> processes;
  private final Random random;
  private final List<String> sites;

  SeatClaims(Suite suite, int count, URI first, URI second, Random random) {
    this.processes =
        List.of(
            new Api(first, suite.tokens(), User.CENTRAL_IT).respondAsync(),
            new Api(second, suite.tokens(), User.CENTRAL_IT).respondAsync());
    this.random = random;
    this.sites = IntStream.rangeClosed(1, count).mapToObj(it -> "zz-seat-" + it).toList();
  }

  /** Sites with a row and a topic, but without an agent: a claim needs no more. */
  SeatClaims register(Suite suite) throws Exception {
    try (var connection = new Database(suite, "installation").connect();
        var insert = connection.prepareStatement(ADD);
        var admin = Admin.create(suite.kafka())) {
      insert.setInt(1, sites.size());
      insert.executeUpdate();
      admin.createTopics(sites.stream().map(SeatClaims::topic).toList()).all().get();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return this;
  }

  private static NewTopic topic(String siteId) {
    return new NewTopic(Topic.desiredStateOf(siteId), 1, (short) 1)
        .configs(Map.of("cleanup.policy", "compact"));
  }

  List<String> sites() {
    return sites;
  }

  /** All at once, in random order; the sites whose claim was accepted. */
  List<String> claim(List<String> claimants, String packageId) throws Exception {
    var shuffled = new ArrayList<>(claimants);
    Collections.shuffle(shuffled, random);
    var accepted = ConcurrentHashMap.<String>newKeySet();
    var callers = Executors.newFixedThreadPool(shuffled.size());
    try {
      var calls = new ArrayList<Callable<Void>>();
      for (var site : shuffled) {
        var process = processes.get(calls.size() % processes.size());
        calls.add(
            () -> {
              if (isAccepted(install(process, site, packageId))) {
                accepted.add(site);
              }
              return null;
            });
      }
      for (var call : callers.invokeAll(calls)) {
        call.get();
      }
    } finally {
      callers.shutdownNow();
    }
    return List.copyOf(accepted);
  }

  private static Answer install(Api process, String site, String packageId) throws Exception {
    var body = Api.json().put("siteId", site).put("packageId", packageId);
    return process.post("/admin/plugins/install", body);
  }

  private static boolean isAccepted(Answer answer) {
    if (answer.status() == 422) {
      assertThat(answer.body().path("code").asText()).isEqualTo("seats-exhausted");
      return false;
    }
    assertThat(answer.status()).isEqualTo(202);
    return true;
  }
}
