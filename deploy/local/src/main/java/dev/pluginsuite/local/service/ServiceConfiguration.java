package dev.pluginsuite.local.service;

import dev.pluginsuite.local.keys.PrivateFiles;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Where one service finds everything. Passwords are in a private file, never on a command line. */
public final class ServiceConfiguration {
  private final LocalService service;
  private final Surroundings around;
  private final Map<String, String> values = new TreeMap<>();

  private ServiceConfiguration(LocalService service, Surroundings around) {
    this.service = service;
    this.around = around;
    values.put("quarkus.http.port", String.valueOf(around.url(service).getPort()));
    values.put("quarkus.oidc.auth-server-url", issuer());
    // All of it on one machine, which may be busy with something else.
    values.put("suite.catch-up.patience", "PT10S");
    // Not ready at once, but answering until the gateway has seen it.
    values.put("quarkus.shutdown.delay", "PT2S");
    addDatabase();
    addKafka();
    addOwn();
  }

  static Map<String, String> of(LocalService service, Surroundings around) {
    return new ServiceConfiguration(service, around).values;
  }

  /** Quarkus reads {@code config/application.properties} in the folder it is started in. */
  public static Path write(LocalService service, Surroundings around) throws IOException {
    var folder = around.state().resolve("services").resolve(service.fullName());
    var properties = new Properties();
    properties.putAll(of(service, around));
    var text = new StringWriter();
    properties.store(text, "Written by the launcher at each start");
    PrivateFiles.createFolder(folder);
    PrivateFiles.createFolder(folder.resolve("config"));
    PrivateFiles.write(folder.resolve("config/application.properties"), text.toString());
    return folder;
  }

  private void addDatabase() {
    var postgres = around.postgres();
    var login = postgres.login(service.shortName());
    var owner = postgres.owner(service.shortName());
    values.put("suite.database", postgres.address());
    values.put("quarkus.datasource.username", login.username());
    values.put("quarkus.datasource.password", login.password());
    values.put("quarkus.flyway.username", owner.username());
    values.put("quarkus.flyway.password", owner.password());
  }

  private void addKafka() {
    var kafka = around.kafka();
    kafka
        .clientConfig(kafka.service(service.shortName()))
        .forEach((key, value) -> values.put("kafka." + key, value));
  }

  private void addOwn() {
    switch (service) {
      case REGISTRY -> addRegistry();
      case VALIDATION -> addValidation();
      case INSTALLATION -> addInstallation();
      case DEPLOYMENT, HEALTH -> {}
    }
  }

  private void addRegistry() {
    values.put("suite.storage.root", around.state().resolve("packages").toString());
    values.put("suite.attestation.private-key-file", around.keys().approvalKeyFile().toString());
    values.put("suite.attestation.developer-key-file", around.keys().developerKeyFile().toString());
    values.put("suite.attestation.key-set-file", around.keys().keySetFile().toString());
    values.put("suite.notices.key-file", around.keys().noticesKeyFile().toString());
  }

  private void addValidation() {
    var secret = around.keycloak().clientSecret(service.fullName());
    // Whoever starts another process of a service tells the gateway alone.
    values.put("suite.registry.url", around.gateway().toString());
    values.put("quarkus.oidc-client.auth-server-url", issuer());
    values.put("quarkus.oidc-client.client-id", service.fullName());
    values.put("quarkus.oidc-client.credentials.secret", secret);
  }

  private void addInstallation() {
    values.put("suite.keycloak.url", around.keycloak().baseUrl());
    values.put("suite.keycloak.client-id", service.fullName());
    values.put("suite.keycloak.client-secret", around.keycloak().clientSecret(service.fullName()));
    values.put("suite.enrolment.api-url", around.gateway() + "/api/v1");
    values.put("suite.enrolment.token-url", issuer() + "/protocol/openid-connect/token");
    values.put("suite.secrets.key-file", around.keys().secretsKeyFile().toString());
    values.put("suite.enrolment.root-key", around.keys().rootPublicKey());
    values.put("suite.enrolment.kafka.\"bootstrap.servers\"", around.kafka().bootstrapServers());
  }

  private String issuer() {
    return around.keycloak().issuer();
  }
}
