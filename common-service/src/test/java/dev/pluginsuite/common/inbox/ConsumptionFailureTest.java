package dev.pluginsuite.common.inbox;

import static dev.pluginsuite.common.app.ReportTopic.awaitKnown;
import static dev.pluginsuite.common.app.ReportTopic.newKey;
import static dev.pluginsuite.common.app.ReportTopic.say;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pluginsuite.common.app.AppTest;
import dev.pluginsuite.common.app.Database;
import dev.pluginsuite.common.app.Faults;
import dev.pluginsuite.common.app.ReportTopic;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Failures that pass: the record waits, nothing is skipped, the channel goes on. */
@AppTest
@SuppressWarnings("NullAway.Init")
class ConsumptionFailureTest {
  private static final String WAITING =
      """
      select pid from pg_stat_activity
      where usename = 'registry' and wait_event_type = 'Lock' and query like '%known_reports%'""";

  @Faults Consumer<String> faults;
  @Inject MeterRegistry metrics;

  @Test
  void a_cancelled_statement_and_an_ended_session_are_tried_again() {
    var key = newKey();
    try (var other = Database.replica();
        var administrator = Database.administrator()) {
      other.begin();
      other.execute("lock table known_reports in exclusive mode");
      var before = retries();
      say(key, 1, "RUNNING");
      say(key, 2, "PASSED");
      administrator.rows("select pg_cancel_backend(?::int)", awaitWaiter(administrator));
      awaitRetries(before + 1);
      administrator.rows("select pg_terminate_backend(?::int)", awaitWaiter(administrator));
      awaitRetries(before + 2);

      other.commit();
    }

    awaitKnown(key, "2 PASSED 2");
    assertThat(ReportTopic.deadLetters(key)).isEmpty();
  }

  @Test
  void a_lock_that_cannot_be_had_in_time_is_waited_for() {
    var key = newKey();
    try (var other = Database.replica();
        var administrator = Database.administrator()) {
      administrator.execute("alter role registry set lock_timeout = '20ms'");
      administrator.rows(
          "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'registry' and pid <> ?::int",
          other.one("select pg_backend_pid()"));
      other.begin();
      other.execute("lock table known_reports in exclusive mode");
      var before = retries();
      say(key, 1, "PASSED");
      awaitRetries(before + 3);
      administrator.execute("alter role registry reset lock_timeout");

      other.commit();
    }

    awaitKnown(key, "1 PASSED 1");
    assertThat(ReportTopic.deadLetters(key)).isEmpty();
  }

  @Test
  void a_restart_of_the_database_is_sat_out() {
    var key = newKey();
    say(key, 1, "RUNNING");
    awaitKnown(key, "1 RUNNING 1");

    faults.accept("stop POSTGRES");
    try {
      var before = retries();
      say(key, 2, "PASSED");
      awaitRetries(before + 1);
    } finally {
      faults.accept("start POSTGRES");
    }

    awaitKnown(key, "2 PASSED 2");
    assertThat(ReportTopic.deadLetters(key)).isEmpty();
  }

  private static String awaitWaiter(Database administrator) {
    return await().atMost(60, SECONDS).until(() -> administrator.one(WAITING), it -> !it.isEmpty());
  }

  private void awaitRetries(double atLeast) {
    await().atMost(60, SECONDS).until(() -> retries() >= atLeast);
  }

  private double retries() {
    var counter = metrics.find("consumer.retries").tag("topic", ReportTopic.NAME).counter();
    return counter == null ? 0 : counter.count();
  }
}
