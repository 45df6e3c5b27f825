package dev.pluginsuite.common.failure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParseException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import jakarta.persistence.OptimisticLockException;
import java.io.IOException;
import java.net.ConnectException;
import java.sql.SQLException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.hibernate.exception.JDBCConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransienceTest {

  /**
   * Connection, rollback, resources, operator, system; a lock; a primary that became a standby; a
   * password being changed.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "08006", "40001", "40P01", "53300", "57P01", "57014", "58030", "55P03", "25006", "28P01",
        "3D000"
      })
  void the_state_of_the_database_may_pass(String state) {
    assertThat(Transience.mayPass(new PgException("", "ERROR", state, ""))).isTrue();
    assertThat(Transience.mayPass(wrapped(new SQLException("", state)))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"23505", "23503", "42P01", "42601", "22021", "22001"})
  void what_the_record_itself_brings_about_does_not_pass(String state) {
    assertThat(Transience.mayPass(new PgException("", "ERROR", state, ""))).isFalse();
    assertThat(Transience.mayPass(wrapped(new SQLException("", state)))).isFalse();
  }

  static Stream<Throwable> passing() {
    return Stream.of(
        new ConnectException(),
        new IOException(),
        new TimeoutException(),
        new OptimisticLockException(),
        new IllegalStateException("Connection is closed"),
        new NoStackTraceThrowable("Connection is not active now, current status: CLOSED"),
        new PgException("of the client", null, null, null),
        new RuntimeException(new RuntimeException(new IOException())));
  }

  @ParameterizedTest
  @MethodSource("passing")
  void what_the_network_and_races_bring_about_may_pass(Throwable failure) {
    assertThat(Transience.mayPass(failure)).isTrue();
  }

  static Stream<Throwable> staying() {
    return Stream.of(
        new NullPointerException(),
        new IllegalStateException("A bug"),
        new JsonParseException(null, "Connection is closed, says the text"));
  }

  @ParameterizedTest
  @MethodSource("staying")
  void bugs_and_unreadable_records_do_not_pass(Throwable failure) {
    assertThat(Transience.mayPass(failure)).isFalse();
  }

  @Test
  void causes_in_a_circle_end() {
    var one = new IllegalStateException();
    var other = new IllegalStateException(one);
    one.initCause(other);

    assertThat(Transience.mayPass(one)).isFalse();
  }

  /** As Hibernate does. */
  private static Throwable wrapped(SQLException cause) {
    return new JDBCConnectionException("wrapped", cause, "select 1");
  }
}
