package dev.pluginsuite.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pluginsuite.local.api.Api;
import dev.pluginsuite.local.api.User;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Approve, then install at once: no install is refused because one service has not yet heard of the
 * other.
 */
class ApproveThenInstallTest {
  private static final int TIMES = Integer.getInteger("approve.times", 100);
  private static final int CALLERS = 4;

  private final Suite suite = Suite.running();
  private final Api centralIt = suite.as(User.CENTRAL_IT);
  private final Api siteAdmin = suite.as(User.SITE_1_ADMIN);

  @Test
  void an_install_that_follows_an_approval_at_once_is_never_refused() throws Exception {
    var callers = Executors.newFixedThreadPool(CALLERS);
    try {
      var rounds =
          IntStream.range(0, TIMES)
              .mapToObj(it -> (Callable<Optional<String>>) () -> refusal(it))
              .toList();

      for (var refusal : callers.invokeAll(rounds)) {
        assertThat(refusal.get()).isEmpty();
      }
    } finally {
      callers.shutdownNow();
    }
  }

  private Optional<String> refusal(int round) throws IOException, InterruptedException {
    var plugin = new TestPlugin("at-once", "1.0." + round);
    var submitted = plugin.submit(suite).expect(201);
    var approve = TestPlugin.PACKAGES + "/" + submitted.text("id") + "/approve";
    var install =
        Api.json()
            .put("packageId", submitted.text("id"))
            .put("siteId", "site-1")
            .put("dryRun", true);

    centralIt.put(approve, Api.json(), submitted.etag()).expect(200);
    var answer = siteAdmin.post("/admin/plugins/install", install);

    return answer.status() == 200
        ? Optional.empty()
        : Optional.of(answer.status() + " " + answer.problem());
  }
}
