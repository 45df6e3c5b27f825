package dev.pluginsuite.installation.licence;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.api.licence.LicenceStatus;
import dev.pluginsuite.api.rest.ProblemDetail.FieldError;
import dev.pluginsuite.common.audit.Audit;
import dev.pluginsuite.common.audit.Deed;
import dev.pluginsuite.common.http.EntityTags;
import dev.pluginsuite.common.idempotency.Idempotency;
import dev.pluginsuite.common.outbox.Outbox;
import dev.pluginsuite.common.paging.Page;
import dev.pluginsuite.common.paging.PageRequest;
import dev.pluginsuite.common.security.Actor;
import dev.pluginsuite.common.security.SiteScope;
import dev.pluginsuite.installation.registries.RegistryService;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The use cases of licences. */
@ApplicationScoped
public class LicenceService {
  private static final Actor ACTOR = Actor.system("licences");

  private final LicenceRepository licences;
  private final RegistryService registries;
  private final Outbox outbox;
  private final Audit audit;
  private final Idempotency idempotency;
  private final Clock clock;

  LicenceService(
      LicenceRepository licences,
      RegistryService registries,
      Outbox outbox,
      Audit audit,
      Idempotency idempotency,
      Clock clock) {
    this.licences = licences;
    this.registries = registries;
    this.outbox = outbox;
    this.audit = audit;
    this.idempotency = idempotency;
    this.clock = clock;
  }

  private enum Verb {
    EXTEND("license.extend", "licence.extended", Licence::extent),
    REVOKE("license.revoke", "licence.revoked", it -> it.status.name());

    private final String action;
    private final String event;
    private final Function<Licence, String> changing;

    Verb(String action, String event, Function<Licence, String> changing) {
      this.action = action;
      this.event = event;
      this.changing = changing;
    }
  }

  /**
   * A licence, and the key if it has just got one.
   *
   * @param taken seats
   * @param key shown this once; null in every other answer
   */
  record Kept(Licence licence, long taken, @Nullable LicenceKey key) {
    /**
     * @param scope sites that whoever asks may know of
     */
    LicenceView view(SiteScope scope) {
      return key == null ? LicenceView.of(licence, taken, scope) : LicenceView.issued(licence, key);
    }
  }

  @WithTransaction
  Uni<Kept> issue(LicenceDraft draft, LicenceDecision decision) {
    return idempotency.once(
        decision.request(),
        () -> issueOnce(draft, decision),
        it -> it.licence().id,
        id -> find(id, SiteScope.ALL));
  }

  private Uni<Kept> issueOnce(LicenceDraft draft, LicenceDecision decision) {
    var now = clock.instant();
    var key = LicenceKey.random();
    var licence = new Licence(draft.completed(now), key, decision.actor().name(), now);
    return requireRegistry(draft)
        .chain(() -> requireSites(draft))
        .chain(() -> licences.persistAndFlush(licence))
        .call(it -> tell(it, "licence.issued"))
        .call(
            it ->
                note(
                    decision, Deed.of("license.issue", "license", it.id).changing(null, it.status)))
        .map(it -> new Kept(it, 0, key));
  }

  private Uni<Void> requireRegistry(LicenceDraft draft) {
    return registries
        .isKnown(draft.registryId())
        .invoke(
            known ->
                LicenceDraft.refuse(
                    known
                        ? List.of()
                        : List.of(new FieldError("registryId", "there is no such registry"))))
        .replaceWithVoid();
  }

  private Uni<Void> requireSites(LicenceDraft draft) {
    return licences
        .unknownSites(draft.scope().siteIds())
        .map(
            unknown ->
                unknown.stream()
                    .map(it -> new FieldError("siteIds", "there is no site " + it))
                    .toList())
        .invoke(LicenceDraft::refuse)
        .replaceWithVoid();
  }

  @WithSession
  Uni<Kept> get(UUID id, SiteScope scope) {
    return find(id, scope);
  }

  private Uni<Kept> find(UUID id, SiteScope scope) {
    return licences.get(id, scope).chain(this::counted);
  }

  private Uni<Kept> counted(Licence it) {
    return licences
        .taken(List.of(it))
        .map(taken -> new Kept(it, taken.getOrDefault(it.id, 0L), null));
  }

  @WithSession
  Uni<Page<Kept>> list(SiteScope scope, LicenceFilter filter, PageRequest page) {
    return licences
        .page(scope, filter, page)
        .chain(
            rows ->
                licences
                    .taken(rows.rows())
                    .map(
                        taken ->
                            rows.map(it -> new Kept(it, taken.getOrDefault(it.id, 0L), null))));
  }

  /** Refuses those who may not know of it. */
  @WithSession
  public Uni<Void> require(UUID id, SiteScope scope) {
    return licences.get(id, scope).replaceWithVoid();
  }

  /**
   * @param until null to leave it
   * @param seats null to leave it
   */
  @WithTransaction
  Uni<Kept> extend(
      UUID id, @Nullable Instant until, @Nullable Integer seats, LicenceDecision decision) {
    return change(
        id, decision, Verb.EXTEND, (it, taken) -> it.extend(until, seats, taken, clock.instant()));
  }

  /** What runs under it is stopped. */
  @WithTransaction
  Uni<Kept> revoke(UUID id, String because, LicenceDecision decision) {
    return change(id, decision, Verb.REVOKE, (it, taken) -> it.revoke(because, clock.instant()))
        .call(it -> licences.stop(id));
  }

  private Uni<Kept> change(
      UUID id, LicenceDecision decision, Verb verb, BiConsumer<Licence, Long> change) {
    return idempotency.once(
        decision.request(),
        () -> changeOnce(id, decision, verb, change),
        it -> id,
        ignored -> find(id, SiteScope.ALL));
  }

  private Uni<Kept> changeOnce(
      UUID id, LicenceDecision decision, Verb verb, BiConsumer<Licence, Long> change) {
    return licences
        .lock(id)
        .invoke(it -> EntityTags.check(decision.ifMatch(), it.revision))
        .chain(this::counted)
        .call(it -> changed(it, decision, verb, change));
  }

  private Uni<Void> changed(
      Kept it, LicenceDecision decision, Verb verb, BiConsumer<Licence, Long> change) {
    var licence = it.licence();
    var before = verb.changing.apply(licence);
    change.accept(licence, it.taken());
    var after = verb.changing.apply(licence);
    return tell(licence, verb.event)
        .chain(
            () ->
                note(
                    decision, Deed.of(verb.action, "license", licence.id).changing(before, after)));
  }

  /** Lets one licence pass whose time has come; answers whether there was one. */
  @WithTransaction
  public Uni<Boolean> passNext() {
    return licences
        .due()
        .chain(it -> it == null ? Uni.createFrom().item(false) : pass(it).replaceWith(true));
  }

  /** The database says that it is due, whatever the clock here says. */
  private Uni<Void> pass(Licence it) {
    var due = it.nextStepAt;
    var now = clock.instant();
    var before = it.status;
    if (!it.pass(due == null || now.isAfter(due) ? now : due)) {
      return Uni.createFrom().voidItem();
    }
    var step = step(it.status);
    return tell(it, "licence." + step)
        .chain(
            () ->
                audit.record(
                    ACTOR,
                    Deed.of("license." + step, "license", it.id).changing(before, it.status)))
        .chain(() -> it.status == LicenceStatus.ENDED ? stop(it) : Uni.createFrom().voidItem());
  }

  private static String step(LicenceStatus status) {
    return switch (status) {
      case ENDED -> "grace-ended";
      case ACTIVE, EXPIRING, EXPIRED, REVOKED, UNKNOWN -> status.name().toLowerCase(Locale.ROOT);
    };
  }

  private Uni<Void> stop(Licence it) {
    return licences.stop(it.id).replaceWithVoid();
  }

  /** Why what runs under a licence has to stop, as a sentence; null if it has not. */
  @WithSession
  public Uni<@Nullable String> endedBecause(UUID id) {
    return licences.findById(id).map(it -> it.status.isOver() ? it.endedBecause() : null);
  }

  private Uni<Void> tell(Licence it, String type) {
    return outbox.state(Topic.LICENCES.topicName(), it.id, type, it.revision, it.state());
  }

  private Uni<Void> note(LicenceDecision decision, Deed deed) {
    return audit.record(
        decision.actor(), deed.because(decision.reason(), decision.changeReference()));
  }
}
