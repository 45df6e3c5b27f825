package dev.pluginsuite.common.http;

import static dev.pluginsuite.common.problem.Requests.as;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pluginsuite.common.app.AppTest;
import dev.pluginsuite.common.testing.Tokens;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.Test;

@AppTest
class RequestIdInLogsTest {
  @Test
  void what_a_request_logs_has_its_id() {
    assertThat(idsLoggedBy("b7e23.trace-1")).contains("b7e23.trace-1");
  }

  @Test
  void what_is_no_id_is_left_out() {
    assertThat(idsLoggedBy("two words")).isNotEmpty().doesNotContain("two words");
  }

  private static List<String> idsLoggedBy(String requestId) {
    var handler = new Ids();
    var root = Logger.getLogger("");
    root.addHandler(handler);
    try {
      as(Tokens.developer()).header("X-Request-Id", requestId).get("/notes/bug").then();
    } finally {
      root.removeHandler(handler);
    }
    return handler.ids;
  }

  private static final class Ids extends Handler {
    private final List<String> ids = new CopyOnWriteArrayList<>();

    @Override
    public void publish(LogRecord record) {
      var id = ExtLogRecord.wrap(record).getMdc(RequestIdInLogs.KEY);
      ids.add(id == null ? "none" : id);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
