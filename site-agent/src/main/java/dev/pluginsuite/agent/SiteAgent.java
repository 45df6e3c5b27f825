package dev.pluginsuite.agent;

import dev.pluginsuite.agent.disk.AtomicFile;
import dev.pluginsuite.agent.enrolment.Enrolment;
import dev.pluginsuite.agent.enrolment.Enrolment.Applicant;
import dev.pluginsuite.agent.status.Status;
import dev.pluginsuite.agent.status.StatusServer;
import dev.pluginsuite.agent.wire.Http;
import dev.pluginsuite.api.installation.EnrolmentGrant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The process. Its one argument is its home folder. */
public final class SiteAgent implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SiteAgent.class);
  private static final long STOP_MILLIS = 10_000;

  private static final Duration FOR_EVER = Duration.ofDays(3_650);

  /** Longer than somebody else's claim of the token; then the site is looked after as before. */
  private static final Duration WITH_CREDENTIALS = Duration.ofSeconds(90);

  private final HomeLock lock;
  private final List<Thread> threads;
  private final Optional<StatusServer> status;

  private SiteAgent(HomeLock lock, List<Thread> threads, Optional<StatusServer> status) {
    this.lock = lock;
    this.status = status;
    this.threads = threads;
  }

  /** Returns when the agent is enrolled and its threads run. */
  public static SiteAgent start(Path home) throws IOException, InterruptedException {
    var config = AgentConfig.in(home);
    var lock = HomeLock.of(config.home());
    try {
      var http = new Http();
      var grant = grant(config, http);
      var status = new Status(Clock.systemUTC());
      var threads = Wiring.threads(config, grant, http, status);
      var agent = new SiteAgent(lock, threads, server(config, status));
      agent.threads.forEach(Thread::start);
      LOG.info("Agent {} works for {}", AgentVersion.TEXT, grant.siteId());
      return agent;
    } catch (IOException | InterruptedException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static Optional<StatusServer> server(AgentConfig config, Status status)
      throws IOException {
    var port = config.statusPort();
    return port.isPresent() ? Optional.of(new StatusServer(status, port.get())) : Optional.empty();
  }

  private static EnrolmentGrant grant(AgentConfig config, Http http)
      throws IOException, InterruptedException {
    var file = new AtomicFile(config.home(), "credentials.json");
    var enrolment = new Enrolment(http, file, WITH_CREDENTIALS);
    var kept = enrolment.kept();
    if (kept.isEmpty()) {
      return apply(config, new Enrolment(http, file, FOR_EVER));
    }
    return config.tokenFile().isPresent() ? renew(config, enrolment, kept.get()) : kept.get();
  }

  private static EnrolmentGrant apply(AgentConfig config, Enrolment enrolment)
      throws IOException, InterruptedException {
    var url = config.needed("api.url");
    var grant = enrolment.apply(new Applicant(url, config.needed("site.id"), config.token()));
    config.tokenFile().ifPresent(SiteAgent::useUp);
    return grant;
  }

  /** It may lie where the agent cannot write. What was granted counts, and is in force already. */
  private static void useUp(Path token) {
    try {
      Files.delete(token);
    } catch (IOException e) {
      LOG.warn("Delete the used token yourself: {}", e.toString());
    }
  }

  /** A token that cannot be used (any more) takes nothing from what was granted before. */
  private static EnrolmentGrant renew(AgentConfig config, Enrolment enrolment, EnrolmentGrant kept)
      throws InterruptedException {
    try {
      return apply(config, enrolment);
    } catch (IOException | IllegalArgumentException e) {
      LOG.warn("Not enrolled anew: {}", e.getMessage());
      return kept;
    }
  }

  /** Whatever is interrupted half-way is done again after the next start. */
  @Override
  public void close() {
    status.ifPresent(StatusServer::close);
    threads.forEach(Thread::interrupt);
    try {
      for (var thread : threads) {
        thread.join(STOP_MILLIS);
      }
      LOG.info("Stopped");
    } catch (InterruptedException impatient) {
      Thread.currentThread().interrupt();
    } finally {
      lock.close();
    }
  }

  public static void main(String... args) {
    if (args.length != 1) {
      LOG.error("usage: site-agent <home folder>");
      System.exit(2);
    }
    try {
      var agent = start(Path.of(args[0]));
      Runtime.getRuntime().addShutdownHook(new Thread(agent::close, "stop"));
    } catch (IOException | InterruptedException | RuntimeException e) {
      LOG.error("Cannot start: {}", e.toString());
      System.exit(1);
    }
  }
}
