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
final class SeatClaims implements AutoCloseable {
  private static final String ADD =
      """
      insert into sites (id, name, enterprise_id, mes_version, api_version, development, labels, status, generation, revision, lock_version, created_at)
      select 'zz-seat-' || n, 'Seat ' || n, enterprise_id, mes_version, api_version, false, '{}', 'ACTIVE', 1, 1, 0, now()
      from sites, generate_series(1, ?) n where id = 'site-1'
      on conflict do nothing""";

  /** As if nobody had ever claimed anything. */
  private static final List<String> RESET =
      List.of(
          "delete from license_seats where site_id like 'zz-seat-%'",
          "delete from installation_history where installation_id in (select id from plugin_installations where site_id like 'zz-seat-%')",
          "delete from plugin_installations where site_id like 'zz-seat-%'");

  private final Suite suite;
  private final List<Api> processes;
  private final Random random;
  private final List<String> sites;

  SeatClaims(Suite suite, int count, URI first, URI second, Random random) {
    this.suite = suite;
    this.processes =
        List.of(
            new Api(first, suite.tokens(), User.CENTRAL_IT).respondAsync(),
            new Api(second, suite.tokens(), User.CENTRAL_IT).respondAsync());
    this.random = random;
    this.sites = IntStream.rangeClosed(1, count).mapToObj(it -> "zz-seat-" + it).toList();
  }

  /** Sites with a row and a topic, but without an agent: a claim needs no more. */
  SeatClaims register() throws Exception {
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

  void reset() throws SQLException {
    run(RESET);
  }

  private void run(List<String> statements) throws SQLException {
    try (var connection = new Database(suite, "installation").connect();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      for (var sql : statements) {
        statement.executeUpdate(sql);
      }
      connection.commit();
    }
  }

  @Override
  public void close() throws SQLException {
    reset();
    run(
        List.of(
            "lock table update_checks in share row exclusive mode",
            "delete from update_checks where site_id like 'zz-seat-%'",
            "delete from sites where id like 'zz-seat-%'"));
    try (var admin = Admin.create(suite.kafka())) {
      // Closing waits for it.
      admin.deleteTopics(sites.stream().map(Topic::desiredStateOf).toList());
    }
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
      assertThat(answer.body().path("code").asText())
          .as("%s", answer.body())
          .isEqualTo("seats-exhausted");
      return false;
    }
    assertThat(answer.status()).isEqualTo(202);
    return true;
  }
}
