package dev.pluginsuite.local.site;

import dev.pluginsuite.local.process.ChildProcess;
import dev.pluginsuite.local.process.JavaCommand;
import dev.pluginsuite.local.process.Processes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The MES process and the agent of one site. */
public final class SiteProcesses implements AutoCloseable {
  private static final int HOST_MEGABYTES = 256;
  private static final int AGENT_MEGABYTES = 128;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Path root;
  private final Processes processes;
  private final List<ChildProcess> running = new ArrayList<>();

  public SiteProcesses(Path root, Processes processes) {
    this.root = root;
    this.processes = processes;
  }

  /** Registers and enrols the site if need be; returns when its agent is enrolled and works. */
  public void start(DemoSite site, SiteRegistration registration, String apiUrl, String addresses)
      throws IOException, InterruptedException {
    registration.ensure(site);
    var home = new AgentHome(site, addresses);
    if (!home.isEnrolled()) {
      home.prepareEnrolment(registration.enrolmentToken(site));
    }
    home.writeConfiguration(apiUrl);
    startHost(site);
    var agent = start(site, "agent", AGENT_MEGABYTES, jar("site-agent"), site.home().toString());
    agent.awaitReady(() -> Files.exists(home.credentials()), PATIENCE);
  }

  private void startHost(DemoSite site) throws IOException, InterruptedException {
    var port = String.valueOf(site.hostPort());
    var plugins = site.plugins().toString();
    var jar = jar("deploy/demo-host");
    var secrets = site.secrets().toString();
    var host =
        start(
            site,
            "host",
            HOST_MEGABYTES,
            jar,
            "--port",
            port,
            "--plugins",
            plugins,
            "--secrets",
            secrets);
    host.awaitReady(() -> isListening(site.hostPort()), PATIENCE);
  }

  private ChildProcess start(
      DemoSite site, String role, int megabytes, Path jar, String... arguments) throws IOException {
    var command = JavaCommand.withHeap(megabytes).jar(jar, arguments);
    var child = processes.start(site.id() + "-" + role, command, site.home());
    running.add(child);
    return child;
  }

  private static boolean isListening(int port) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  private Path jar(String module) throws IOException {
    var target = root.resolve(module).resolve("target");
    try (var jars = Files.newDirectoryStream(target, "*-SNAPSHOT.jar")) {
      for (var jar : jars) {
        return jar;
      }
    }
    throw new IOException("%s is not built: there is no jar in %s".formatted(module, target));
  }

  public List<ChildProcess> processes() {
    return List.copyOf(running);
  }

  /** The agent first: it must not mistake a host that stops for one that lost its plugins. */
  @Override
  public void close() throws IOException {
    for (int i = running.size() - 1; i >= 0; i--) {
      running.get(i).close();
    }
  }
}
