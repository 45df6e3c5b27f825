package dev.pluginsuite.agent;

import static dev.pluginsuite.api.attestation.KeySet.Use.APPROVAL;
import static dev.pluginsuite.api.attestation.KeySet.Use.DEVELOPER;

import dev.pluginsuite.agent.desired.DesiredStateConsumer;
import dev.pluginsuite.agent.disk.AtomicFile;
import dev.pluginsuite.agent.disk.FileDisk;
import dev.pluginsuite.agent.disk.PrivateFolder;
import dev.pluginsuite.agent.health.HealthSampler;
import dev.pluginsuite.agent.health.HealthSender;
import dev.pluginsuite.agent.host.HostProcess;
import dev.pluginsuite.agent.host.HttpHost;
import dev.pluginsuite.agent.packages.ApprovedPackages;
import dev.pluginsuite.agent.packages.KeyRing;
import dev.pluginsuite.agent.reconcile.Disk;
import dev.pluginsuite.agent.reconcile.Packages;
import dev.pluginsuite.agent.reconcile.Reconciler;
import dev.pluginsuite.agent.reconcile.Site;
import dev.pluginsuite.agent.report.Reporter;
import dev.pluginsuite.agent.secrets.SiteSecrets;
import dev.pluginsuite.agent.status.Status;
import dev.pluginsuite.agent.wire.Api;
import dev.pluginsuite.agent.wire.Http;
import dev.pluginsuite.agent.wire.Tokens;
import dev.pluginsuite.api.attestation.Ed25519;
import dev.pluginsuite.api.installation.EnrolmentGrant;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;

/** Puts the parts together: one thread each for documents, reconciling, reports and health. */
final class Wiring {
  private final AgentConfig config;
  private final EnrolmentGrant grant;
  private final Http http;
  private final Status status;
  private final Clock clock = Clock.systemUTC();

  private Wiring(AgentConfig config, EnrolmentGrant grant, Http http, Status status) {
    this.status = status;
    this.config = config;
    this.grant = grant;
    this.http = http;
  }

  static List<Thread> threads(AgentConfig config, EnrolmentGrant grant, Http http, Status status)
      throws IOException {
    return new Wiring(config, grant, http, status).threads();
  }

  private List<Thread> threads() throws IOException {
    var api = api();
    var disk = new FileDisk(config.home());
    var host = new HttpHost(http, config.hostUrl(), config.hostTimeout());
    var secrets =
        new SiteSecrets(api, grant.siteId(), new PrivateFolder(config.home().resolve("secrets")));
    var reconciler = new Reconciler(new Site(disk, host, packages(api, disk), secrets));
    var reporter =
        new Reporter(
            api, grant.siteId(), file("report.json"), config.reportInterval(), status::reported);
    var loop =
        new ReconcileLoop(
            reconciler, reporter, status, config.compareInterval(), config.retryPause());
    var documents =
        new DesiredStateConsumer(grant.kafka(), grant.topic(), grant.siteId(), loop::offer);
    return List.of(
        Steadfast.thread("desired-state", documents),
        Steadfast.thread("reconcile", loop),
        Steadfast.thread("report", reporter),
        Steadfast.thread("health", health(api, host, disk)));
  }

  private Api api() {
    var tokenUrl = URI.create(grant.tokenUrl());
    var tokens = new Tokens(http, tokenUrl, grant.clientId(), grant.clientSecret(), clock);
    return new Api(http, URI.create(config.apiUrl().orElse(grant.apiUrl())), tokens);
  }

  private Packages packages(Api api, FileDisk disk) throws IOException {
    var root = Ed25519.publicKey(config.rootKey().orElse(grant.rootKey()));
    var uses = config.isDevelopment() ? EnumSet.of(APPROVAL, DEVELOPER) : EnumSet.of(APPROVAL);
    var keys = new KeyRing(api, root, uses, file("key-set.version"), clock);
    return new ApprovedPackages(api, keys, disk::foundAt, config.home().resolve("downloads"));
  }

  private HealthSender health(Api api, HttpHost host, Disk disk) {
    var process = new HostProcess(Path.of("/proc"));
    var sampler = new HealthSampler(host, process, () -> disk.journal().running().values(), clock);
    return new HealthSender(sampler, api, grant.siteId(), config.healthInterval());
  }

  private AtomicFile file(String name) {
    return new AtomicFile(config.home(), name);
  }
}
