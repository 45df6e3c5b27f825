package dev.pluginsuite.common.retention;

import static dev.pluginsuite.common.app.Calls.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pluginsuite.common.app.AppTest;
import dev.pluginsuite.common.app.Database;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@AppTest
@SuppressWarnings("NullAway.Init")
class RetentionTest {
  @Inject Retention retention;

  @Test
  void what_is_old_is_forgotten_and_what_is_young_is_kept() {
    var consumer = UUID.randomUUID().toString();
    try (var database = Database.replica()) {
      receive(database, consumer, 59);
      receive(database, consumer, 61);
      request(database, consumer, 6);
      request(database, consumer, 8);

      call(retention::forget);

      assertThat(database.one("select count(*) from inbox_command where consumer = ?", consumer))
          .isEqualTo("1");
      assertThat(database.one("select count(*) from idempotency_key where principal = ?", consumer))
          .isEqualTo("1");
    }
  }

  private static void receive(Database database, String consumer, int daysAgo) {
    database.execute(
        "insert into inbox_command values (?, gen_random_uuid(), now() - make_interval(days => ?))",
        consumer,
        daysAgo);
  }

  private static void request(Database database, String principal, int daysAgo) {
    database.execute(
        """
        insert into idempotency_key (principal, method, path, key, body_hash, created_at)
        values (?, 'POST', '/', gen_random_uuid()::varchar, '', now() - make_interval(days => ?))""",
        principal,
        daysAgo);
  }
}
