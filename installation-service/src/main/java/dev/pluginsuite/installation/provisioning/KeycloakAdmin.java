package dev.pluginsuite.installation.provisioning;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Keycloak's admin REST API, as far as it is needed. Blocks. */
@ApplicationScoped
class KeycloakAdmin {
  private final KeycloakConfig config;
  private final ObjectMapper json;
  private final HttpClient http;

  KeycloakAdmin(KeycloakConfig config, ObjectMapper json) {
    this.config = config;
    this.json = json;
    this.http = HttpClient.newBuilder().connectTimeout(config.timeout()).build();
  }

  JsonNode get(String path) {
    return read(send("GET", path, null, Set.of(200)));
  }

  JsonNode post(String path, Object body, Set<Integer> expected) {
    return read(send("POST", path, write(body), expected));
  }

  /** What is gone already is fine. */
  void delete(String path) {
    send("DELETE", path, null, Set.of(204, 404));
  }

  private HttpResponse<String> send(
      String method, String path, @Nullable String body, Set<Integer> expected) {
    var request =
        HttpRequest.newBuilder(at("/admin/realms/" + config.realm() + path))
            .header("Authorization", "Bearer " + token())
            .header("Content-Type", "application/json")
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
    return exchange(request, expected);
  }

  /** A short-lived one for each request: provisioning is rare, and nothing has to be renewed. */
  private String token() {
    var form =
        "grant_type=client_credentials&client_id=%s&client_secret=%s"
            .formatted(encoded(config.clientId()), encoded(config.clientSecret()));
    var request =
        HttpRequest.newBuilder(
                at("/realms/%s/protocol/openid-connect/token".formatted(config.realm())))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build();
    return read(exchange(request, Set.of(200))).path("access_token").asText();
  }

  /** A request's own time-out would end with the headers; this one holds for the body too. */
  private HttpResponse<String> exchange(HttpRequest request, Set<Integer> expected) {
    var call = http.sendAsync(request, BodyHandlers.ofString());
    try {
      var response = call.get(config.timeout().toMillis(), MILLISECONDS);
      if (!expected.contains(response.statusCode())) {
        // The body may quote what was sent; the status says enough.
        throw new IllegalStateException(
            "Keycloak answered %d to %s %s"
                .formatted(response.statusCode(), request.method(), request.uri().getPath()));
      }
      return response;
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("Keycloak does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } finally {
      call.cancel(true);
    }
  }

  private URI at(String path) {
    return URI.create(config.url() + path);
  }

  private JsonNode read(HttpResponse<String> response) {
    try {
      return response.body().isBlank() ? NullNode.getInstance() : json.readTree(response.body());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Keycloak's answer is not JSON", e);
    }
  }

  private String write(Object body) {
    try {
      return json.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
