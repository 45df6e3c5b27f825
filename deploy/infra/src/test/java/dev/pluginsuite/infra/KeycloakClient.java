package dev.pluginsuite.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;

/** Asks Keycloak for tokens, and for a site's client as installation-service does. */
final class KeycloakClient {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final Keycloak keycloak;
  private final String administration;

  KeycloakClient(Keycloak keycloak) {
    this.keycloak = keycloak;
    this.administration = keycloak.baseUrl() + "/admin/realms/plugin-suite";
  }

  String login(String user, String password) {
    return token(
        Map.of(
            "grant_type",
            "password",
            "client_id",
            "suite-cli",
            "username",
            user,
            "password",
            password));
  }

  String loginClient(String clientId, String secret) {
    return token(
        Map.of(
            "grant_type", "client_credentials",
            "client_id", clientId,
            "client_secret", secret));
  }

  JsonNode claims(String token) {
    var payload =
        Base64.getUrlDecoder()
            .decode(token.substring(token.indexOf('.') + 1, token.lastIndexOf('.')));
    return parse(new String(payload, StandardCharsets.UTF_8));
  }

  void makeSiteClient(String token, String site, String secret) {
    var clientId = "site-" + site;
    send("POST", "/clients", token, siteClient(clientId, site, secret));
    var client = send("GET", "/clients?clientId=" + clientId, token, "").get(0);
    var account =
        send("GET", "/clients/" + client.get("id").asText() + "/service-account-user", token, "");
    var role = send("GET", "/roles/site-agent", token, "");
    var mappings = "/users/" + account.get("id").asText() + "/role-mappings/realm";
    send("POST", mappings, token, "[" + role + "]");
  }

  private static String siteClient(String clientId, String site, String secret) {
    return """
        {"clientId": "%s", "secret": "%s", "publicClient": false, "serviceAccountsEnabled": true,
         "standardFlowEnabled": false, "protocolMappers": [
          {"name": "sites", "protocol": "openid-connect",
           "protocolMapper": "oidc-hardcoded-claim-mapper",
           "config": {"claim.name": "sites", "claim.value": "[\\"%s\\"]",
                      "jsonType.label": "JSON", "access.token.claim": "true"}},
          {"name": "suite audience", "protocol": "openid-connect",
           "protocolMapper": "oidc-audience-mapper",
           "config": {"included.custom.audience": "plugin-suite", "access.token.claim": "true"}}]}
        """
        .formatted(clientId, secret, site);
  }

  private String token(Map<String, String> form) {
    var body =
        form.entrySet().stream()
            .map(field -> field.getKey() + "=" + encode(field.getValue()))
            .collect(Collectors.joining("&"));
    var request =
        HttpRequest.newBuilder(URI.create(keycloak.issuer() + "/protocol/openid-connect/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body))
            .build();
    return answer(request).get("access_token").asText();
  }

  private JsonNode send(String method, String path, String token, String body) {
    return answer(
        HttpRequest.newBuilder(URI.create(administration + path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build());
  }

  private JsonNode answer(HttpRequest request) {
    try {
      var response = http.send(request, BodyHandlers.ofString());
      if (response.statusCode() >= 300) {
        throw new IllegalStateException(
            request.uri() + " says " + response.statusCode() + ": " + response.body());
      }
      return parse(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
