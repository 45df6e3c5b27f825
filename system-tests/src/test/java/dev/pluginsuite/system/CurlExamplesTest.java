package dev.pluginsuite.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pluginsuite.local.api.Api;
import dev.pluginsuite.local.api.User;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The two calls that everybody starts with: submit and install. */
class CurlExamplesTest {
  private final Suite suite = Suite.running();

  @Test
  @Tag("SEED-1")
  @Tag("REST-30")
  void submitting_answers_with_the_package_under_review() throws Exception {
    var answer = new TestPlugin("my-plugin", "1.0.0").submit(suite).expect(201);

    assertThat(answer.text("pluginId")).isEqualTo("my-plugin");
    assertThat(answer.text("version")).isEqualTo("1.0.0");
    assertThat(answer.text("status")).isEqualTo("PENDING_REVIEW");
    assertThat(answer.text("uploadedBy")).contains("@example.com");
    assertThat(answer.text("uploadedAt")).isNotEmpty();
    assertThat(answer.body().path("message").asText()).isEqualTo("Plugin submitted for approval");
    assertThat(answer.body().path("warnings").isArray()).isTrue();
    assertThat(answer.body().path("securityFindings").isArray()).isTrue();
  }

  @Test
  @Tag("SEED-34")
  void installing_answers_with_what_the_site_has() throws Exception {
    var id = new TestPlugin("installed-by-curl", "1.0.0").approved(suite);

    var answer =
        suite
            .as(User.SITE_1_ADMIN)
            .patiently()
            .post("/admin/plugins/install", Api.json().put("packageId", id))
            .expect(201);

    assertThat(answer.text("packageId")).isEqualTo(id);
    assertThat(answer.text("siteId")).isEqualTo("site-1");
    assertThat(answer.text("status")).isEqualTo("INSTALLED");
    assertThat(answer.text("installedVersion")).isEqualTo("1.0.0");
    assertThat(answer.text("installedAt")).isNotEmpty();
    assertThat(answer.body().path("message").asText()).isEqualTo("Plugin installed successfully");
  }
}
