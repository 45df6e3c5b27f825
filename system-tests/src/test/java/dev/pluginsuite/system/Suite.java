package dev.pluginsuite.system;

import dev.pluginsuite.local.api.Api;
import dev.pluginsuite.local.api.Tokens;
import dev.pluginsuite.local.api.User;
import dev.pluginsuite.local.service.Endpoints;
import dev.pluginsuite.system.site.SimulatedSites;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * The suite as {@code deploy/local/up} starts it, on free ports, with the journey taken once: the
 * launcher is a process of its own, and so is everything it starts. One for nearly all tests of a
 * run.
 */
final class Suite implements AutoCloseable {
  static final Path ROOT =
      Path.of(System.getProperty("suite.root", "..")).toAbsolutePath().normalize();

  /** What the services are started from: another version's built project to upgrade from it. */
  static final Path FROM = Path.of(System.getProperty("suite.from", ROOT.toString()));

  /** A service that is killed is missed after the least that Kafka allows: a dozen of them are. */
  private static final String SHORT_SESSIONS =
      "-Dmp.messaging.connector.smallrye-kafka.session.timeout.ms=6000";

  /** Spans are looked for sooner than a collector would want them. */
  private static final String TRACES =
      " -Dsuite.traces.collector=%s -Dquarkus.otel.bsp.schedule.delay=500ms";

  private static final String NAME = "suite";
  private static final Pattern STEP = Pattern.compile("\\[ ?\\d+/\\d+] .*");

  private final Path state;
  private final SpanCollector spans = new SpanCollector();
  private final int portBase = freePorts();
  private final List<String> output = new ArrayList<>();
  private final Map<User, Api> callers = new ConcurrentHashMap<>();
  private final Process launcher;
  private final Tokens tokens;

  /** Not started before somebody asks for it. */
  private static final class Running {
    private static final Suite IT =
        archived(new Suite(emptyState(NAME), ClassArchives.RECORDING, Map.of()));

    /** A dozen starts of its services follow. */
    private static Suite archived(Suite suite) {
      new ClassArchives(suite.state).record();
      return suite;
    }
  }

  private Suite(Path state, String options, Map<String, String> environment) {
    this.state = state;
    try {
      launcher = start(options, environment);
      Runtime.getRuntime().addShutdownHook(new Thread(this::close));
      awaitRunning(launcher);
      tokens =
          new Tokens(configuration("registry-service").getProperty("quarkus.oidc.auth-server-url"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Suite running() {
    return Running.IT;
  }

  /** Another one, on what is there already; whoever starts it closes it. */
  static Suite on(Path state) {
    return on(state, Map.of());
  }

  /** Another one, whose Kafka is a cluster. */
  static Suite onBrokers(int count, Path state) {
    return on(state, Map.of("PLUGIN_SUITE_KAFKA_BROKERS", String.valueOf(count)));
  }

  private static Suite on(Path state, Map<String, String> environment) {
    new ClassArchives(state).takeOver(new ClassArchives(state.resolveSibling(NAME)));
    return new Suite(state, "", environment);
  }

  private Process start(String more, Map<String, String> environment) throws IOException {
    var classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    var launcher =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath,
                "dev.pluginsuite.local.Launcher",
                "--root",
                FROM.toString(),
                "--state",
                state.toString(),
                "--port-base",
                String.valueOf(portBase))
            .redirectErrorStream(true);
    var options = SHORT_SESSIONS + TRACES.formatted(spans.address()) + " " + more;
    launcher.environment().putAll(environment);
    launcher
        .environment()
        .merge("PLUGIN_SUITE_JAVA_OPTIONS", options, (given, ours) -> given + " " + ours);
    return launcher.start();
  }

  private void awaitRunning(Process launcher) throws IOException {
    var out =
        new BufferedReader(
            new InputStreamReader(launcher.getInputStream(), StandardCharsets.UTF_8));
    for (var line = out.readLine(); line != null; line = out.readLine()) {
      System.out.println("up | " + line);
      output.add(line);
      if (line.startsWith("Running.")) {
        drain(out);
        return;
      }
    }
    launcher.destroy();
    throw new IllegalStateException("The suite did not start:\n" + String.join("\n", output));
  }

  /** Nobody reads on, but a full pipe would stop the launcher. */
  private static void drain(BufferedReader out) {
    var thread =
        new Thread(
            () -> {
              try {
                out.lines().forEach(line -> System.out.println("up | " + line));
              } catch (UncheckedIOException ended) {
                // With its process.
              }
            },
            "launcher-output");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    launcher.destroy();
    try {
      if (!launcher.waitFor(90, TimeUnit.SECONDS)) {
        launcher.destroyForcibly();
      }
    } catch (InterruptedException e) {
      launcher.destroyForcibly();
    }
  }

  /** What the launcher said until everything ran. */
  List<String> output() {
    return List.copyOf(output);
  }

  /** The steps of the journey that it began with, as they were told. */
  List<String> journey() {
    return output.stream().filter(STEP.asMatchPredicate()).toList();
  }

  Path state() {
    return state;
  }

  URI gateway() {
    return URI.create("http://127.0.0.1:" + portBase);
  }

  Tokens tokens() {
    return tokens;
  }

  /** One caller for each user: a password is asked for once, as people do it. */
  Api as(User user) {
    return callers.computeIfAbsent(
        user, it -> new Api(gateway(), tokens, it, RestContract.COMMITTED::hear));
  }

  Path siteHome(String siteId) {
    return state.resolve("sites").resolve(siteId);
  }

  Path packages() {
    return state.resolve("packages");
  }

  /** What the services tell a collector of traces. */
  SpanCollector spans() {
    return spans;
  }

  /** What a process has logged, also before and after somebody killed it. */
  String log(String process) throws IOException {
    var text = new StringBuilder();
    try (var files = Files.list(state.resolve("logs"))) {
      for (var file :
          files.filter(it -> it.getFileName().toString().startsWith(process)).toList()) {
        text.append(Files.readString(file));
      }
    }
    return text.toString();
  }

  ServiceProcess process(String name) {
    return new ServiceProcess(name, state);
  }

  /** Where the gateway finds each service's processes. */
  Endpoints endpoints() {
    return Endpoints.of(state);
  }

  /**
   * Not open yet.
   *
   * @param pause that a plugin takes to start there
   */
  SimulatedSites simulatedSites(String prefix, int count, Duration pause) {
    try {
      return new SimulatedSites(gateway(), as(User.CENTRAL_IT), kafka(), prefix, count, pause);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the launcher configured a service with: addresses and logins. */
  Properties configuration(String service) {
    return read(
        state.resolve("services").resolve(service).resolve("config/application.properties"));
  }

  /** A password of the infrastructure. */
  String secret(String name) {
    return read(state.resolve("infra/secrets.properties")).getProperty(name);
  }

  /** How an administrator connects to Kafka. */
  Properties kafka() {
    var configuration = configuration("installation-service");
    var properties = new Properties();
    for (var key : List.of("bootstrap.servers", "security.protocol", "sasl.mechanism")) {
      properties.setProperty(key, configuration.getProperty("kafka." + key));
    }
    properties.setProperty(
        "sasl.jaas.config",
        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"admin\" password=\"%s\";"
            .formatted(secret("kafka.admin")));
    return properties;
  }

  private static Properties read(Path file) {
    var properties = new Properties();
    try (var in = Files.newInputStream(file)) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }

  /** A folder for all that a suite keeps; what an earlier run left there goes. */
  static Path emptyState(String name) {
    var state = ROOT.resolve("system-tests/target").resolve(name);
    if (Files.exists(state)) {
      try (var files = Files.walk(state)) {
        for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return state;
  }

  /** Eleven in a row, as the launcher wants them. */
  private static int freePorts() {
    for (int base = 21_000; base < 29_000; base += 50) {
      if (areFree(base)) {
        return base;
      }
    }
    throw new IllegalStateException("No free ports");
  }

  private static boolean areFree(int base) {
    for (int port = base; port < base + 11; port++) {
      try (var socket = new ServerSocket(port)) {
        socket.setReuseAddress(true);
      } catch (IOException taken) {
        return false;
      }
    }
    return true;
  }
}
