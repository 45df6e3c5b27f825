package dev.pluginsuite.infra;

/** A running Keycloak with the realm {@code plugin-suite}. */
public interface Keycloak {
  int port();

  default String baseUrl() {
    return "http://127.0.0.1:" + port() + "/auth";
  }

  default String issuer() {
    return baseUrl() + "/realms/plugin-suite";
  }

  /** Of the realm {@code master}. */
  Credentials admin();

  /** Of a confidential client that the realm is made with. */
  String clientSecret(String clientId);
}
