package dev.pluginsuite.system.site;

import static dev.pluginsuite.api.attestation.KeySet.Use.APPROVAL;
import static java.util.Objects.requireNonNull;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import dev.pluginsuite.agent.ReconcileLoop;
import dev.pluginsuite.agent.desired.DocumentReader;
import dev.pluginsuite.agent.disk.AtomicFile;
import dev.pluginsuite.agent.disk.FileDisk;
import dev.pluginsuite.agent.disk.PrivateFolder;
import dev.pluginsuite.agent.enrolment.Enrolment;
import dev.pluginsuite.agent.packages.ApprovedPackages;
import dev.pluginsuite.agent.packages.KeyRing;
import dev.pluginsuite.agent.reconcile.Reconciler;
import dev.pluginsuite.agent.reconcile.Site;
import dev.pluginsuite.agent.report.Reporter;
import dev.pluginsuite.agent.secrets.SiteSecrets;
import dev.pluginsuite.agent.status.Status;
import dev.pluginsuite.agent.wire.Api;
import dev.pluginsuite.agent.wire.Http;
import dev.pluginsuite.agent.wire.Json;
import dev.pluginsuite.agent.wire.Tokens;
import dev.pluginsuite.api.attestation.Ed25519;
import dev.pluginsuite.api.health.HealthSample;
import dev.pluginsuite.api.installation.EnrolmentGrant;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A site whose disk and MES are in memory. All else is the agent's own: it enrols, fetches and
 * verifies packages, unpacks, keeps its journal and reports what it sees, with a token of its own.
 */
public final class SimulatedSite implements AutoCloseable {
  private static final Duration REPORT = Duration.ofMinutes(5);
  private static final Duration COMPARE = Duration.ofMinutes(5);
  private static final Duration RETRY = Duration.ofMillis(50);
  private static final int STACK = 256 << 10;
  private static final Configuration DISK =
      Configuration.unix().toBuilder()
          .setAttributeViews("basic")
          .setBlockSize(1024)
          .setMaxSize(64 << 20)
          .build();

  private final String id;
  private final Http http;
  private final FileSystem files = Jimfs.newFileSystem(DISK);
  private final Path home = files.getPath("/home");
  private final SimulatedHost host;
  private final DocumentReader reader;
  private final Clock clock = Clock.systemUTC();
  private @Nullable Running running;

  /**
   * @param http may be shared by many: the tokens are not in it
   * @param pause that a plugin takes to start
   */
  SimulatedSite(String id, Http http, Duration pause) throws IOException {
    this.id = id;
    this.http = http;
    this.host = new SimulatedHost(files, pause);
    this.reader = new DocumentReader(id);
    Files.createDirectories(home);
  }

  private record Running(NotedDisk disk, Api api, ReconcileLoop loop, List<Thread> threads) {}

  public String id() {
    return id;
  }

  /** Enrols with a one-time token and goes to work. */
  void start(String apiUrl, String token) throws IOException, InterruptedException {
    var enrolment = new Enrolment(http, file("credentials.json"), Duration.ofMinutes(5));
    var grant = enrolment.apply(new Enrolment.Applicant(apiUrl, id, token));
    var api = api(apiUrl, grant);
    var files = new FileDisk(home);
    var disk = new NotedDisk(files);
    var secrets = new SiteSecrets(api, id, new PrivateFolder(home.resolve("secrets")));
    var reconciler = new Reconciler(new Site(disk, host, packages(api, grant, files), secrets));
    var status = new Status(clock);
    var reporter = new Reporter(api, id, file("report.json"), REPORT, status::reported);
    var loop = new ReconcileLoop(reconciler, reporter, status, COMPARE, RETRY);
    var threads = List.of(thread("reconcile", loop), thread("report", reporter));
    running = new Running(disk, api, loop, threads);
    threads.forEach(Thread::start);
  }

  private Api api(String apiUrl, EnrolmentGrant grant) {
    var tokens =
        new Tokens(
            http, URI.create(grant.tokenUrl()), grant.clientId(), grant.clientSecret(), clock);
    return new Api(http, URI.create(apiUrl), tokens);
  }

  private ApprovedPackages packages(Api api, EnrolmentGrant grant, FileDisk disk)
      throws IOException {
    var root = Ed25519.publicKey(grant.rootKey());
    var keys = new KeyRing(api, root, EnumSet.of(APPROVAL), file("key-set.version"), clock);
    return new ApprovedPackages(api, keys, disk::foundAt, home.resolve("downloads"));
  }

  private Thread thread(String name, Runnable work) {
    var thread = new Thread(null, work, id + "-" + name, STACK);
    thread.setDaemon(true);
    return thread;
  }

  private AtomicFile file(String name) {
    return new AtomicFile(home, name);
  }

  private Running running() {
    return requireNonNull(running, id + " was not started");
  }

  /** A record of its topic. */
  void hear(byte[] record) throws IOException {
    running().loop().offer(reader.read(record));
  }

  /** Sends samples, as the agent does for its MES. */
  public void measure(HealthSample... samples) throws IOException, InterruptedException {
    var body = Json.write(Map.of("samples", List.of(samples)));
    running().api().post("/sites/" + id + "/health", body);
  }

  /** The generations that its journal has come to, in order. */
  public List<Long> settled() {
    return running().disk().settled();
  }

  /** The generation that its journal holds. */
  public long generation() {
    return running().disk().journal().siteGeneration();
  }

  /** Installation and version of each plugin that its MES started, in order. */
  public List<String> starts() {
    return host.starts();
  }

  /** Id and version of what its MES runs. */
  public List<String> runs() {
    return host.plugins().stream().map(it -> it.pluginId() + " " + it.version()).toList();
  }

  /** Id and version of each plugin on its disk. */
  public List<String> has() throws IOException {
    return running().disk().releases().stream()
        .map(it -> it.pluginId() + " " + it.version())
        .toList();
  }

  @Override
  public void close() {
    if (running != null) {
      running.threads().forEach(Thread::interrupt);
    }
  }
}
