package dev.pluginsuite.local.api;

import static java.net.URLEncoder.encode;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/** Access tokens of the demo users, by password: what the realm's public client is for. */
public final class Tokens {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration MARGIN = Duration.ofSeconds(30);

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI tokenUrl;
  private final Map<User, Token> tokens = new EnumMap<>(User.class);

  public Tokens(String issuer) {
    this.tokenUrl = URI.create(issuer + "/protocol/openid-connect/token");
  }

  public synchronized String of(User user) throws IOException, InterruptedException {
    var known = tokens.get(user);
    if (known == null || Instant.now().isAfter(known.renewAt())) {
      known = ask(user);
      tokens.put(user, known);
    }
    return known.text();
  }

  private Token ask(User user) throws IOException, InterruptedException {
    var form =
        "grant_type=password&client_id=suite-cli&username=%s&password=%s"
            .formatted(encode(user.username(), UTF_8), encode(user.password(), UTF_8));
    var answer =
        http.send(
            HttpRequest.newBuilder(tokenUrl)
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build(),
            BodyHandlers.ofString());
    var json = JSON.readTree(answer.body());
    if (answer.statusCode() != 200) {
      throw new IOException(
          "No token for %s: %s"
              .formatted(user.username(), json.path("error_description").asText()));
    }
    var lifetime = Duration.ofSeconds(json.path("expires_in").asLong());
    return new Token(
        json.path("access_token").asText(), Instant.now().plus(lifetime).minus(MARGIN));
  }

  private record Token(String text, Instant renewAt) {}
}
