package dev.pluginsuite.common.outbox;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import dev.pluginsuite.common.app.Database;
import dev.pluginsuite.common.testing.TestKafka;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.ConfigProvider;
import org.flywaydb.core.Flyway;

/** An outbox in a schema of its own, and relays that a test starts and ends. */
final class RelayBench implements AutoCloseable {
  static final String SERVICE = "deployment";
  static final String APPEND =
      """
      insert into outbox_event (event_id, topic, key, type, payload, created_at)
      values (gen_random_uuid(), ?, ?, 'tested', ?, now())""";

  Database database;
  private final List<OutboxRelay> relays = new ArrayList<>();

  RelayBench() {
    Flyway.configure()
        .dataSource(Database.url(), SERVICE + "_owner", config("suite.test.deployment.owner"))
        .locations("db/plumbing")
        .schemas(SERVICE)
        .placeholders(Map.of("login", SERVICE))
        .load()
        .migrate();
    database = Database.deployment();
    database.execute("delete from outbox_event");
  }

  /** A replica of the service. */
  Replica start() {
    return start(Duration.ofMillis(50));
  }

  Replica start(Duration poll) {
    return start(poll, TestKafka.config());
  }

  Replica start(Duration poll, Map<String, Object> kafka) {
    var registry = new SimpleMeterRegistry();
    var metrics = new RelayMetrics(registry);
    var relay = new OutboxRelay(settings(poll, kafka), metrics);
    relays.add(relay);
    relay.start();
    return new Replica(relay, metrics, registry);
  }

  private static OutboxRelay.Settings settings(Duration poll, Map<String, Object> kafka) {
    return new OutboxRelay.Settings(
        SERVICE, Database.url(), SERVICE, config("suite.test.deployment.login"), kafka, 100, poll);
  }

  /** After the database was away. */
  void reconnect() {
    database = Database.deployment();
  }

  String topic() {
    var name = "bench-" + UUID.randomUUID();
    create(name);
    return name;
  }

  /** Its limit is below the producer's. */
  String topicForShortRecords() {
    var name = "bench-" + UUID.randomUUID();
    create(new NewTopic(name, 3, (short) 1).configs(Map.of("max.message.bytes", "5000")));
    return name;
  }

  void create(String topic) {
    create(new NewTopic(topic, 3, (short) 1));
  }

  private static void create(NewTopic topic) {
    try (var admin = Admin.create(TestKafka.config())) {
      admin.createTopics(List.of(topic)).all().get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  void append(String topic, String key, Object payload) {
    database.execute(APPEND, topic, key, payload.toString());
  }

  void appendNumbers(String topic, String key, int from, int to) {
    database.execute(
        """
        insert into outbox_event (event_id, topic, key, type, payload, created_at)
        select gen_random_uuid(), ?, ?, 'tested', n::varchar, now() from generate_series(?, ?) n""",
        topic,
        key,
        from,
        to);
  }

  /**
   * After Kafka has committed and before the rows are gone; once, as a sequence never rolls back.
   */
  void endSessionAtFirstDelete() {
    owner(
        """
        create sequence crashes;
        create function crash() returns trigger language plpgsql as $$
        begin
          if nextval('deployment.crashes') = 1 then
            perform pg_terminate_backend(pg_backend_pid());
          end if;
          return null;
        end $$;
        create trigger crash before delete on outbox_event for each statement execute function crash()""");
  }

  private void forgetCrash() {
    owner("drop function if exists crash cascade; drop sequence if exists crashes");
  }

  private static void owner(String sql) {
    try (var owner = Database.deploymentOwner()) {
      owner.execute(sql);
    }
  }

  List<OutboxTable.Row> firstBatch() throws SQLException {
    try (var connection =
        DriverManager.getConnection(
            Database.url(), SERVICE, config("suite.test.deployment.login"))) {
      return new OutboxTable(connection).next(List.of(), 1000);
    }
  }

  void awaitAllSent() {
    await()
        .atMost(90, SECONDS)
        .until(
            () -> database.one("select count(*) from outbox_event where parked_at is null"),
            "0"::equals);
  }

  /** The payloads of a key on a topic, in order. */
  static List<String> sent(String topic, String key) {
    return TestKafka.records(topic).stream()
        .filter(it -> key.equals(it.key()))
        .map(ConsumerRecord::value)
        .toList();
  }

  /** Ends the sessions of all relays of the schema, as a failover of the database does. */
  static void endSessions() {
    try (var administrator = Database.administrator()) {
      administrator.rows(
          "select pg_terminate_backend(pid) from pg_stat_activity where application_name = ?",
          SERVICE + "-relay");
    }
  }

  /** One has asked for the lead in vain. */
  static void awaitStandby() {
    try (var administrator = Database.administrator()) {
      await()
          .atMost(60, SECONDS)
          .until(
              () ->
                  administrator.one(
                      "select count(*) from pg_stat_activity where application_name = ? and query like '%try_advisory%'",
                      SERVICE + "-relay"),
              "1"::equals);
    }
  }

  private static String config(String key) {
    return ConfigProvider.getConfig().getValue(key, String.class);
  }

  @Override
  public void close() {
    relays.forEach(OutboxRelay::close);
    forgetCrash();
    database.execute("delete from outbox_event");
    database.close();
  }

  record Replica(OutboxRelay relay, RelayMetrics metrics, SimpleMeterRegistry registry) {
    boolean leads() {
      return metrics.isLeading();
    }

    void awaitLead() {
      await().atMost(60, SECONDS).until(this::leads);
    }

    double sent() {
      return registry.get("outbox.sent").counter().count();
    }

    double gauge(String name) {
      return registry.get(name).gauge().value();
    }
  }
}
