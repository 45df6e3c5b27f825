package dev.pluginsuite.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** The realm as code, and the secrets that it leaves open. */
final class KeycloakRealm {
  /** Client ids by the placeholder that stands for their secret in realm.json. */
  private static final Map<String, String> CLIENTS =
      Map.of(
          "VALIDATION_CLIENT_SECRET", "validation-service",
          "INSTALLATION_CLIENT_SECRET", "installation-service");

  private final Secrets secrets;

  KeycloakRealm(Secrets secrets) {
    this.secrets = secrets;
  }

  Credentials admin() {
    return new Credentials("admin", secrets.get("keycloak.admin"));
  }

  String clientSecret(String clientId) {
    if (!CLIENTS.containsValue(clientId)) {
      throw new IllegalArgumentException(
          "The realm has no confidential client " + clientId + ", only " + CLIENTS.values() + ".");
    }
    return secrets.get("keycloak." + clientId);
  }

  /** What Keycloak reads when it makes the realm and its first administrator. */
  Map<String, String> environment() {
    var environment = new HashMap<String, String>();
    CLIENTS.forEach((name, clientId) -> environment.put(name, clientSecret(clientId)));
    environment.put("KC_BOOTSTRAP_ADMIN_USERNAME", admin().username());
    environment.put("KC_BOOTSTRAP_ADMIN_PASSWORD", admin().password());
    return environment;
  }

  /** It says 503 until the realm is imported. */
  static boolean isReady(String issuer) {
    try {
      var url = URI.create(issuer + "/.well-known/openid-configuration").toURL();
      var connection = (HttpURLConnection) url.openConnection();
      connection.setConnectTimeout(5_000);
      connection.setReadTimeout(5_000);
      return connection.getResponseCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  static String json() {
    try (var resource = KeycloakRealm.class.getResourceAsStream("realm.json")) {
      return new String(Objects.requireNonNull(resource).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
