package dev.pluginsuite.local;

import static dev.pluginsuite.infra.Infrastructure.Part.KAFKA;
import static dev.pluginsuite.infra.Infrastructure.Part.KEYCLOAK;
import static dev.pluginsuite.infra.Infrastructure.Part.POSTGRES;

import dev.pluginsuite.infra.Infrastructure;
import dev.pluginsuite.local.api.Tokens;
import dev.pluginsuite.local.api.User;
import dev.pluginsuite.local.gateway.Gateway;
import dev.pluginsuite.local.gateway.RouteTable;
import dev.pluginsuite.local.journey.World;
import dev.pluginsuite.local.keys.PrivateFiles;
import dev.pluginsuite.local.keys.SigningKeys;
import dev.pluginsuite.local.process.ChildProcess;
import dev.pluginsuite.local.process.Processes;
import dev.pluginsuite.local.service.Endpoints;
import dev.pluginsuite.local.service.Services;
import dev.pluginsuite.local.service.Surroundings;
import dev.pluginsuite.local.site.DemoSite;
import dev.pluginsuite.local.site.SiteProcesses;
import dev.pluginsuite.local.site.SiteRegistration;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Everything that runs, in the order in which it was started. */
final class LocalSuite implements AutoCloseable {
  private final Options options;
  private final Progress progress;
  private final Processes processes;
  private final CloseStack started;
  private final List<Collection<ChildProcess>> children = new ArrayList<>();
  private String issuer = "";

  LocalSuite(Options options, Progress progress) {
    this.options = options;
    this.progress = progress;
    this.processes = new Processes(options.state());
    this.started = new CloseStack(progress::tell);
  }

  void start() throws IOException, InterruptedException {
    PrivateFiles.createFolder(options.state());
    started.add("launcher", StateLock.of(options.state()));
    for (var name : processes.endLeftovers()) {
      progress.tell("Ended %s, which an earlier launcher left running".formatted(name));
    }
    var infra = options.state().resolve("infra");
    options.ports().requireFree(!InfrastructureLeftovers.isAnyRunning(infra));
    var infrastructure = startInfrastructure(infra);
    var keys = SigningKeys.in(options.state().resolve("keys"), Clock.systemUTC());
    var around =
        new Surroundings(
            options.state(),
            infrastructure.postgres(),
            infrastructure.kafka(),
            infrastructure.keycloak(),
            keys,
            gatewayUrl(),
            options.ports().addresses());
    startServices(around);
    startGateway();
    issuer = infrastructure.keycloak().issuer();
    try {
      startSites(infrastructure.kafka().bootstrapServers());
    } catch (IOException e) {
      if (options.isWhole()) {
        throw e;
      }
      progress.tell("The sites are not complete: " + e.getMessage());
    }
  }

  private Infrastructure startInfrastructure(Path folder) {
    var ports = options.ports();
    var infrastructure =
        Infrastructure.with(POSTGRES, KAFKA, KEYCLOAK)
            .state(folder)
            .ports(ports.postgres(), ports.kafka(), ports.keycloak())
            .progress(progress::tell)
            .start();
    return started.add("infrastructure", infrastructure);
  }

  private void startServices(Surroundings around) throws IOException, InterruptedException {
    var services =
        started.add("services", new Services(around, options.root(), processes, !options.once()));
    try {
      services.start(options.services(), progress::tell);
    } finally {
      children.add(services.processes());
    }
  }

  private void startGateway() throws IOException {
    var endpoints = Endpoints.of(options.state());
    for (var each : options.ports().addresses().entrySet()) {
      endpoints.write(each.getKey().fullName(), List.of(each.getValue()));
    }
    var port = options.ports().gateway();
    started.add(
        "gateway", Gateway.start("127.0.0.1", port, RouteTable.ofTheSuite(), endpoints::read));
    progress.tell("gateway is ready on " + gatewayUrl());
  }

  private void startSites(String kafka) throws IOException, InterruptedException {
    var registration = new SiteRegistration(world().as(User.CENTRAL_IT));
    registration.ensureRegistry();
    var apiUrl = gatewayUrl() + "/api/v1";
    var addresses = String.join(" ", kafka, issuer);
    for (var site : sites()) {
      var pair = started.add(site.id(), new SiteProcesses(options.root(), processes));
      pair.start(site, registration, apiUrl, addresses);
      children.add(pair.processes());
      progress.tell("%s is enrolled, its MES is on %s".formatted(site.id(), site.hostUrl()));
    }
  }

  World world() {
    return new World(gatewayUrl(), new Tokens(issuer), sites());
  }

  String issuer() {
    return issuer;
  }

  List<DemoSite> sites() {
    return List.of(site("site-1", "Plant North", 0), site("site-2", "Plant South", 1));
  }

  private DemoSite site(String id, String name, int index) {
    var home = options.state().resolve("sites").resolve(id);
    return new DemoSite(id, name, options.ports().hosts().get(index), home);
  }

  URI gatewayUrl() {
    return URI.create("http://127.0.0.1:" + options.ports().gateway());
  }

  /** Those that should run but do not, and where they say why. */
  Map<String, Path> dead() {
    return children.stream()
        .flatMap(Collection::stream)
        .filter(it -> !it.isAlive())
        .collect(Collectors.toMap(ChildProcess::name, it -> processes.log(it.name())));
  }

  /** Ends every process at once, the infrastructure's and those that are just starting too. */
  void kill() {
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
  }

  @Override
  public void close() {
    started.close();
  }
}
