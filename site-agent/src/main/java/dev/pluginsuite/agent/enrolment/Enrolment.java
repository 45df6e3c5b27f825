package dev.pluginsuite.agent.enrolment;

import dev.pluginsuite.agent.disk.AtomicFile;
import dev.pluginsuite.agent.wire.Backoff;
import dev.pluginsuite.agent.wire.Http;
import dev.pluginsuite.agent.wire.Json;
import dev.pluginsuite.agent.wire.Refused;
import dev.pluginsuite.api.installation.EnrolmentGrant;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Trades a one-time token for all the agent needs, once; afterwards that is in a file. */
public final class Enrolment {
  private static final Logger LOG = LoggerFactory.getLogger(Enrolment.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final Http http;
  private final AtomicFile credentials;
  private final Duration patience;
  private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));

  /**
   * @param patience how long to wait for a group that does not answer
   */
  public Enrolment(Http http, AtomicFile credentials, Duration patience) {
    this.http = http;
    this.credentials = credentials;
    this.patience = patience;
  }

  /** What was granted to an earlier start. */
  public Optional<EnrolmentGrant> kept() throws IOException {
    var content = credentials.read();
    return content.isEmpty() ? Optional.empty() : read(content.get());
  }

  /** What cannot be used is lost: the next token makes it good. */
  private static Optional<EnrolmentGrant> read(byte[] content) {
    try {
      return Optional.of(checked(Json.MAPPER.readValue(content, EnrolmentGrant.class)));
    } catch (IOException unreadable) {
      LOG.error("credentials.json is unreadable; the agent has to be enrolled anew");
      return Optional.empty();
    }
  }

  /** Waits while nobody answers, as long as there is patience. */
  public EnrolmentGrant apply(Applicant applicant) throws IOException, InterruptedException {
    var grant = checked(ask(applicant));
    credentials.write(Json.write(grant));
    LOG.info("Enrolled as {}", grant.siteId());
    return grant;
  }

  private EnrolmentGrant ask(Applicant applicant) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(
                URI.create(applicant.apiUrl().replaceAll("/+$", "") + "/sites/enrolment"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(Json.write(applicant.body())))
            .build();
    return Json.data(send(request), EnrolmentGrant.class);
  }

  private byte[] send(HttpRequest request) throws IOException, InterruptedException {
    var start = System.nanoTime();
    while (true) {
      var pause = backoff.next();
      try {
        return http.send(request, TIMEOUT);
      } catch (IOException away) {
        var isFinal = away instanceof Refused refused && !refused.isPassing();
        if (isFinal || System.nanoTime() - start >= patience.toNanos()) {
          throw away;
        }
        if (away instanceof Refused refused) {
          pause = refused.pause(pause);
        }
        LOG.info("Waiting to enrol: {}", away.getMessage());
      }
      Thread.sleep(pause.toMillis());
    }
  }

  private static EnrolmentGrant checked(EnrolmentGrant it) throws IOException {
    if (it == null
        || it.siteId() == null
        || it.apiUrl() == null
        || it.kafka() == null
        || it.topic() == null
        || it.tokenUrl() == null
        || it.clientId() == null
        || it.clientSecret() == null
        || it.rootKey() == null) {
      throw new IOException("The enrolment grant is not complete");
    }
    return it;
  }

  /** Who asks, and with what right. */
  public record Applicant(String apiUrl, String siteId, String token) {
    private Body body() {
      return new Body(siteId, token);
    }

    @Override
    public String toString() {
      return siteId;
    }
  }

  private record Body(String siteId, String token) {
    @Override
    public String toString() {
      return siteId;
    }
  }
}
