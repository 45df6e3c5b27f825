package dev.pluginsuite.infra;

import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.builder.Transferable;

final class ContainerKeycloak extends ContainerServer implements Keycloak {
  private static final String IMAGE = "keycloak/keycloak:26.7.3";

  private final KeycloakRealm realm;

  ContainerKeycloak(Workspace workspace, int port) {
    super(Infrastructure.Part.KEYCLOAK, workspace, port, IMAGE, 8080);
    this.realm = new KeycloakRealm(workspace.secrets());
  }

  @Override
  void configure(GenericContainer<?> container) {
    container.withEnv(realm.environment());
    container.withCopyToContainer(
        Transferable.of(KeycloakRealm.json()), "/opt/keycloak/data/import/realm.json");
    container.setCommandParts(
        new String[] {
          "start",
          "--import-realm",
          "--db=dev-file",
          "--cache=local",
          "--http-enabled=true",
          "--http-relative-path=/auth",
          "--hostname=" + baseUrl()
        });
  }

  @Override
  boolean isReady() {
    return KeycloakRealm.isReady(issuer());
  }

  @Override
  void provision() {
    // The realm is imported by Keycloak itself before it answers.
  }

  @Override
  public Credentials admin() {
    return realm.admin();
  }

  @Override
  public String clientSecret(String clientId) {
    return realm.clientSecret(clientId);
  }
}
