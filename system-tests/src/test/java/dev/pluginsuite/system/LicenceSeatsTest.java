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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * However many sites want the seats of a licence at once, and through whichever process, there are
 * as many as the licence allows, and one that was given back can be had again. A thousand rounds:
 * {@code benchmarks/run licences}.
 */
class LicenceSeatsTest {
  private static final int ROUNDS = Integer.getInteger("licences.rounds", 1);
  private static final int CLAIMS = 200;
  private static final int SEATS = 50;

  private final Suite suite = Suite.running();
  private final Api centralIt = suite.as(User.CENTRAL_IT);

  @Test
  @Tag("SEED-42")
  void of_two_hundred_claims_on_fifty_seats_fifty_succeed() throws Exception {
    var plugin = new TestPlugin("seats", "1.0.0").licensed("ENTERPRISE");
    var packageId = plugin.approved(suite);
    var licence = new TestLicence(suite, plugin.id(), SEATS);
    try (var replica = suite.process("installation-service").replica();
        var claims = claims(replica.address())) {
      claims.register();

      var began = System.nanoTime();
      for (var round = 1; round <= ROUNDS; round++) {
        assertThat(claims.claim(claims.sites(), packageId)).as("round %s", round).hasSize(SEATS);
        assertThat(licence.used()).as("round %s", round).isEqualTo(SEATS);
        claims.reset();
        if (round % 100 == 0) {
          System.out.printf("%d rounds in %d s%n", round, secondsSince(began));
        }
      }
      System.out.printf(
          "%nlicences: %d rounds of %d claims on %d seats, half of them through each of two processes: %d accepted in each, in %d s.%n",
          ROUNDS, CLAIMS, SEATS, SEATS, secondsSince(began));
      releases(claims, packageId, licence);
    }
  }

  private static long secondsSince(long began) {
    return (System.nanoTime() - began) / 1_000_000_000;
  }

  private SeatClaims claims(URI replica) {
    var port = suite.configuration("installation-service").getProperty("quarkus.http.port");
    var first = URI.create("http://127.0.0.1:" + port);
    return new SeatClaims(suite, CLAIMS, first, replica, new Random(20261128));
  }

  /** A real site has one of the seats first, and gives it back. */
  private void releases(SeatClaims claims, String packageId, TestLicence licence) throws Exception {
    var installation = install(packageId);
    var accepted = claims.claim(claims.sites(), packageId);
    assertThat(accepted).hasSize(SEATS - 1);

    centralIt.delete("/admin/plugins/" + installation).expect(200, 202);

    Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> licence.used() == SEATS - 1);
    var refused = new ArrayList<>(claims.sites());
    refused.removeAll(accepted);
    assertThat(claims.claim(refused, packageId)).hasSize(1);
    assertThat(licence.used()).isEqualTo(SEATS);
  }

  private String install(String packageId) throws Exception {
    JsonNode body = Api.json().put("siteId", "site-1").put("packageId", packageId);
    return centralIt.post("/admin/plugins/install", body).expect(201, 202).text("id");
  }
}
