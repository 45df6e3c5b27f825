package dev.pluginsuite.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pluginsuite.local.api.Api;
import dev.pluginsuite.local.api.User;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * However many sites want the seats of a licence at once, and through whichever process, there are
 * as many as the licence allows, and one that was given back can be had again. A thousand rounds:
 * {@code benchmarks/run licences}.
 */
class LicenceSeatsTest {
  private static final int ROUNDS = 2;
  private static final int CLAIMS = 200;
  private static final int SEATS = 50;
  private static final String LICENCES = "/admin/plugin-registry/licenses";

  private final Suite suite = Suite.running();
  private final Api centralIt = suite.as(User.CENTRAL_IT);

  @Test
  void of_two_hundred_claims_on_fifty_seats_fifty_succeed() throws Exception {
    var port = suite.configuration("installation-service").getProperty("quarkus.http.port");
    try (var replica = suite.process("installation-service").replica()) {
      var first = URI.create("http://127.0.0.1:" + port);
      var claims =
          new SeatClaims(suite, CLAIMS, first, replica.address(), new Random(20261128))
              .register(suite);

      for (var round = 1; round <= ROUNDS; round++) {
        contend(claims, new TestPlugin("seats-" + round, "1.0.0", "SITE"));
      }
    }
  }

  /** A real site has one of the seats first, and gives it back at the end. */
  private void contend(SeatClaims claims, TestPlugin plugin) throws Exception {
    var packageId = plugin.approved(suite);
    var licence = issue(plugin);
    var installation = install(packageId);

    var accepted = claims.claim(claims.sites(), packageId);

    assertThat(accepted).hasSize(SEATS - 1);
    assertThat(used(licence)).isEqualTo(SEATS);
    centralIt.delete("/admin/plugins/" + installation).expect(200, 202);
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> used(licence) == SEATS - 1);
    var refused = new ArrayList<>(claims.sites());
    refused.removeAll(accepted);
    assertThat(claims.claim(refused, packageId)).hasSize(1);
    assertThat(used(licence)).isEqualTo(SEATS);
  }

  private String issue(TestPlugin plugin) throws Exception {
    var body =
        Api.json()
            .put("registryId", TestPlugin.REGISTRY)
            .put("pluginId", plugin.id())
            .put("licenseType", "ENTERPRISE")
            .put("maxInstallations", SEATS);
    return centralIt.post(LICENCES, body).expect(201).text("id");
  }

  private String install(String packageId) throws Exception {
    JsonNode body = Api.json().put("siteId", "site-1").put("packageId", packageId);
    return centralIt.post("/admin/plugins/install", body).expect(201, 202).text("id");
  }

  private int used(String licence) throws Exception {
    return centralIt
        .get(LICENCES + "/" + licence)
        .expect(200)
        .data()
        .path("usedInstallations")
        .asInt();
  }
}
