package dev.pluginsuite.installation.enrolment;

import dev.pluginsuite.api.installation.SiteStatus;
import dev.pluginsuite.common.audit.Audit;
import dev.pluginsuite.common.audit.Deed;
import dev.pluginsuite.common.idempotency.Idempotency;
import dev.pluginsuite.common.idempotency.IdempotentRequest;
import dev.pluginsuite.common.security.Actor;
import dev.pluginsuite.common.time.Ids;
import dev.pluginsuite.installation.InstallationProblem;
import dev.pluginsuite.installation.site.SiteAction;
import dev.pluginsuite.installation.site.SiteService;
import dev.pluginsuite.installation.site.SiteView;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.hibernate.LockMode;
import org.jspecify.annotations.Nullable;

/** The use cases of enrolment tokens. */
@ApplicationScoped
public class EnrolmentService {
  /** Times in tokens are whole seconds. */
  private static final String CONFIRM =
      """
      update enrolment_tokens set used_at = ?1
      where site_id = ?2 and used_at is null and date_trunc('second', claimed_at) <= ?3""";

  private final SiteService sites;
  private final EnrolmentConfig config;
  private final Idempotency idempotency;
  private final Audit audit;
  private final Clock clock;

  EnrolmentService(
      SiteService sites,
      EnrolmentConfig config,
      Idempotency idempotency,
      Audit audit,
      Clock clock) {
    this.sites = sites;
    this.config = config;
    this.idempotency = idempotency;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * @param token shown this once; null in a repeated answer
   */
  record Issued(String siteId, UUID id, @Nullable String token, Instant expiresAt) {}

  /** Who wants a token, what for, and why. */
  record Grounds(
      Actor actor, SiteAction action, @Nullable String reason, @Nullable String reference) {
    Deed deed(String siteId) {
      var what = action == SiteAction.ROTATE ? "site.rotate" : "site.enrolment-token";
      return EnrolmentService.deed(what, siteId).because(reason, reference);
    }
  }

  @WithTransaction
  Uni<Issued> issue(String siteId, Grounds grounds, IdempotentRequest request) {
    return idempotency.onceNamed(
        request, () -> issueOnce(siteId, grounds), Issued::siteId, this::again);
  }

  private Uni<Issued> issueOnce(String siteId, Grounds grounds) {
    var secret = EnrolmentToken.newSecret();
    return sites
        .lock(siteId)
        .invoke(it -> grounds.action().require(siteId, it.status()))
        .chain(() -> find(siteId))
        .onItem()
        .ifNull()
        .continueWith(() -> new EnrolmentToken(siteId))
        .invoke(it -> it.issue(Ids.next(), secret, clock.instant(), config.validity()))
        .chain(EnrolmentService::save)
        .call(it -> audit.record(grounds.actor(), grounds.deed(siteId)))
        .map(it -> new Issued(siteId, it.id, secret, it.expiresAt));
  }

  private Uni<Issued> again(String siteId) {
    return find(siteId).map(it -> new Issued(siteId, it.id, null, it.expiresAt));
  }

  /**
   * Proves the token; for a while, or until it is released, nobody else can. Answers when: that
   * releases it.
   */
  @WithTransaction
  Uni<Instant> claim(String siteId, String secret) {
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return find(siteId)
        .invoke(it -> claim(it, secret, now))
        .chain(() -> sites.get(siteId))
        .invoke(EnrolmentService::requireActive)
        .replaceWith(now);
  }

  private static void claim(@Nullable EnrolmentToken token, String secret, Instant now) {
    if (token == null) {
      EnrolmentToken.equal(EnrolmentToken.hashOf(""), EnrolmentToken.hashOf(secret));
    }
    if (token == null || !token.opens(secret, now)) {
      throw refused();
    }
    if (token.isClaimed(now)) {
      throw InstallationProblem.ENROLMENT_UNAVAILABLE.because(
          "Somebody enrols with this token right now; try again in a minute.");
    }
    token.claim(now);
  }

  /** Thrown after the claim, which is rolled back with it. */
  private static void requireActive(SiteView site) {
    if (!site.isActive()) {
      throw InstallationProblem.SITE_NOT_ACTIVE.because(
          "The site %s is %s; try again when it is ACTIVE.".formatted(site.id(), site.status()));
    }
  }

  /** Refuses if the site was closed meanwhile. */
  @WithTransaction
  Uni<Void> granted(String siteId, Actor actor) {
    return sites
        .lock(siteId)
        .invoke(
            it -> {
              if (it.status() == SiteStatus.OFFBOARDED) {
                throw refused();
              }
            })
        .call(() -> audit.record(actor, deed("site.enrol", siteId)))
        .replaceWithVoid();
  }

  /**
   * The site's agent has its credentials, and the token has done its duty.
   *
   * @param authenticatedAt with the credentials that the agent uses: they may be those from before
   */
  @WithTransaction
  public Uni<Void> confirm(String siteId, Instant authenticatedAt) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(CONFIRM)
                    .setParameter(1, clock.instant())
                    .setParameter(2, siteId)
                    .setParameter(3, authenticatedAt)
                    .executeUpdate())
        .replaceWithVoid();
  }

  /** Whether the site still is one. */
  @WithTransaction
  Uni<Boolean> release(String siteId, Instant claim) {
    return find(siteId)
        .invoke(it -> it.release(claim))
        .chain(() -> sites.get(siteId))
        .map(it -> it.status() != SiteStatus.OFFBOARDED);
  }

  /** The same for an unknown site, a wrong token and one that was used or has expired. */
  static RuntimeException refused() {
    return InstallationProblem.ENROLMENT_REFUSED.because(
        "Ask central IT for a new enrolment token of this site.");
  }

  private static Deed deed(String action, String siteId) {
    return Deed.of(action, "site", siteId);
  }

  private static Uni<EnrolmentToken> find(String siteId) {
    return Panache.getSession()
        .chain(session -> session.find(EnrolmentToken.class, siteId, LockMode.PESSIMISTIC_WRITE));
  }

  /** Persisting what is persisted already does nothing. */
  private static Uni<EnrolmentToken> save(EnrolmentToken token) {
    return Panache.getSession().chain(session -> session.persist(token)).replaceWith(token);
  }
}
