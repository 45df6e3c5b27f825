package dev.pluginsuite.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pluginsuite.local.api.Api;
import dev.pluginsuite.local.api.User;
import java.util.ArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Approve, then install at once: no install is refused because one service has not yet heard of the
 * other.
 */
@Tag("faults")
class ApproveThenInstallTest {
  private static final int TIMES = 500;
  private final Suite suite = Suite.running();

  @Test
  void an_install_that_follows_an_approval_at_once_is_never_refused() throws Exception {
    var refused = new ArrayList<String>();
    var centralIt = suite.as(User.CENTRAL_IT);
    var siteAdmin = suite.as(User.SITE_1_ADMIN);
    for (int i = 0; i < TIMES; i++) {
      var submitted = new TestPlugin("at-once", "1.0." + i).submit(suite).expect(201);
      var install =
          Api.json()
              .put("packageId", submitted.text("id"))
              .put("siteId", "site-1")
              .put("dryRun", true);
      var path = TestPlugin.PACKAGES + "/" + submitted.text("id") + "/approve";

      centralIt.put(path, Api.json(), submitted.etag()).expect(200);
      var answer = siteAdmin.post("/admin/plugins/install", install);

      if (answer.status() != 200) {
        refused.add(answer.problem());
      }
    }

    assertThat(refused).isEmpty();
  }
}
