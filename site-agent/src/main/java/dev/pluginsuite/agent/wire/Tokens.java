package dev.pluginsuite.agent.wire;

import static java.net.URLEncoder.encode;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The site's bearer token (OIDC client credentials), kept until shortly before it expires. */
public final class Tokens {
  private static final Duration TIMEOUT = Duration.ofSeconds(15);
  private static final int LONGEST_MARGIN_SECONDS = 30;

  private final Http http;
  private final HttpRequest request;
  private final Clock clock;
  private String token = "";
  private Instant usableUntil = Instant.MIN;

  public Tokens(Http http, URI tokenUrl, String clientId, String clientSecret, Clock clock) {
    var form =
        "grant_type=client_credentials&client_id=%s&client_secret=%s"
            .formatted(encode(clientId, UTF_8), encode(clientSecret, UTF_8));
    this.http = http;
    this.clock = clock;
    this.request =
        HttpRequest.newBuilder(tokenUrl)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build();
  }

  synchronized String get() throws IOException, InterruptedException {
    if (!clock.instant().isBefore(usableUntil)) {
      var answer = Json.tree(http.send(request, TIMEOUT));
      var lifetime = answer.path("expires_in").asLong(60);
      var margin = Math.min(LONGEST_MARGIN_SECONDS, lifetime / 5);
      token = answer.path("access_token").asText("");
      if (token.isEmpty()) {
        throw new IOException("The identity provider's answer has no token");
      }
      usableUntil = clock.instant().plusSeconds(lifetime - margin);
    }
    return token;
  }

  /** It was refused; unless another call has a new one already, the next use fetches one. */
  synchronized void discard(String refused) {
    if (refused.equals(token)) {
      usableUntil = Instant.MIN;
    }
  }
}
