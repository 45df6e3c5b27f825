package dev.pluginsuite.infra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Keycloak on its embedded database, built once per user and started from there. */
final class EmbeddedKeycloak extends EmbeddedServer implements Keycloak {
  // Everything that a build fixes; what depends on the machine is said at start.
  private static final List<String> BUILD =
      List.of("build", "--db=dev-file", "--health-enabled=true", "--http-relative-path=/auth");

  private final Path home;
  private final KeycloakRealm realm;
  private Path distribution = Path.of("keycloak");

  EmbeddedKeycloak(Workspace workspace, int port) {
    super(Infrastructure.Part.KEYCLOAK, workspace, port);
    this.home = workspace.folder("keycloak");
    this.realm = new KeycloakRealm(workspace.secrets());
  }

  @Override
  void prepare() throws IOException, InterruptedException {
    var build = Versions.KEYCLOAK + "-" + Digests.of(String.join(" ", BUILD));
    distribution = Cache.folder("keycloak-" + build, this::build);
    if (workspace.isTemporary() && !Files.exists(home.resolve("data"))) {
      var template = "keycloak-realm-" + build + "-" + Digests.of(KeycloakRealm.json());
      copy(Cache.folder(template, this::makeTemplate));
    }
    Files.createDirectories(home.resolve("data/import"));
    Files.writeString(home.resolve("data/import/realm.json"), KeycloakRealm.json());
    // It looks for its own build below its home, which is otherwise a folder of state.
    Files.deleteIfExists(home.resolve("lib"));
    Files.createSymbolicLink(home.resolve("lib"), distribution.resolve("lib"));
  }

  private void build(Path target) throws IOException, InterruptedException {
    workspace.tell("Unpacking and building Keycloak " + Versions.KEYCLOAK + ", once per user");
    KeycloakDistribution.unpack(target);
    Child.run(java(target, target, BUILD), Map.of(), target);
  }

  /** An empty database takes a minute to fill, so that throw-away ones start from a copy. */
  private void makeTemplate(Path target) throws InterruptedException {
    workspace.tell("Making Keycloak's realm, once per user");
    try (var draft = Workspace.at(target, line -> {})) {
      var first = new EmbeddedKeycloak(draft, 0);
      first.start();
      first.stop();
    }
  }

  private void copy(Path template) throws IOException {
    workspace.secrets().adopt(new Secrets(template.resolve("secrets.properties")), "keycloak.");
    var database = Path.of("data", "h2");
    Files.createDirectories(home.resolve(database));
    try (var files = Files.list(template.resolve("keycloak").resolve(database))) {
      for (var file : files.toList()) {
        Files.copy(file, home.resolve(database).resolve(file.getFileName()));
      }
    }
  }

  @Override
  List<String> command() {
    var arguments = new ArrayList<>(List.of("start", "--optimized", "--import-realm"));
    arguments.add("--cache=local"); // Otherwise it opens ports for a cluster, on every interface.
    arguments.addAll(List.of("--http-enabled=true", "--http-host=127.0.0.1"));
    arguments.add("--http-port=" + port());
    arguments.add("--http-management-port=" + innerPort());
    // One issuer, whatever name a caller uses for this machine.
    arguments.add("--hostname=" + baseUrl());
    return java(distribution, home, arguments);
  }

  /** What kc.sh would run, without a shell in between: one process to stop. */
  private static List<String> java(Path distribution, Path home, List<String> arguments) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xms128m", "-Xmx384m", "-XX:MaxMetaspaceSize=256m"));
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    for (var opened : List.of("util", "util.concurrent", "security", "lang")) {
      command.add("--add-opens=java.base/java." + opened + "=ALL-UNNAMED");
    }
    command.add("-Dkc.home.dir=" + home);
    command.add("-Djboss.server.config.dir=" + home.resolve("conf"));
    command.add("-Djava.util.logging.manager=org.jboss.logmanager.LogManager");
    command.add("-Dpicocli.disable.closures=true");
    command.addAll(List.of("-cp", distribution.resolve("lib/quarkus-run.jar").toString()));
    command.add("io.quarkus.bootstrap.runner.QuarkusEntryPoint");
    command.addAll(arguments);
    return command;
  }

  @Override
  Map<String, String> environment() {
    return realm.environment();
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
