package dev.pluginsuite.validation.validations;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pluginsuite.api.event.StateEvent;
import dev.pluginsuite.api.registry.PackageState;
import dev.pluginsuite.api.registry.ValidationStatus;
import dev.pluginsuite.common.audit.Audit;
import dev.pluginsuite.common.audit.Deed;
import dev.pluginsuite.common.security.Actor;
import dev.pluginsuite.validation.sbom.Sbom;
import dev.pluginsuite.validation.sbom.SbomService;
import dev.pluginsuite.validation.validations.ValidationRun.Carried;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.util.Collection;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The use cases of validations. */
@ApplicationScoped
class ValidationService {
  private static final Actor VALIDATION = Actor.system("validation");

  private final ValidationRepository validations;
  private final ReportEvents events;
  private final SbomService sboms;
  private final Audit audit;
  private final ValidationConfig config;
  private final ObjectMapper json;
  private final Clock clock;

  ValidationService(
      ValidationRepository validations,
      ReportEvents events,
      SbomService sboms,
      Audit audit,
      ValidationConfig config,
      ObjectMapper json,
      Clock clock) {
    this.validations = validations;
    this.events = events;
    this.sboms = sboms;
    this.audit = audit;
    this.config = config;
    this.json = json;
    this.clock = clock;
  }

  /** A package whose submission waits for a report is work; any other change of one is not. */
  @WithTransaction
  Uni<?> heard(StateEvent<PackageState> event) {
    var it = event.state();
    return it.validation() == ValidationStatus.RUNNING
        ? validations.add(it, event.revision(), manifest(it), clock.instant())
        : Uni.createFrom().voidItem();
  }

  private String manifest(PackageState it) {
    try {
      return json.writeValueAsString(it.submittedManifest());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot write a manifest that was just read", e);
    }
  }

  /** The next one to work on; nothing if there is none, or the next one is given up instead. */
  @WithTransaction
  Uni<@Nullable Claim> claim() {
    return validations.claim(clock.instant(), config.lease()).chain(this::taken);
  }

  private Uni<@Nullable Claim> taken(@Nullable Validation it) {
    if (it == null) {
      return Uni.createFrom().nullItem();
    }
    return it.attempts <= config.attempts()
        ? Uni.createFrom().item(Claim.of(it, clock.instant().plus(config.longest())))
        : giveUp(it, "No attempt came to an end.").chain(() -> Uni.createFrom().nullItem());
  }

  /** Those that are worked on stay with whoever does, unless that takes too long. */
  @WithTransaction
  Uni<Void> renew(Collection<Claim> held) {
    var now = clock.instant();
    var ids = held.stream().filter(it -> it.deadline().isAfter(now)).map(Claim::id).toList();
    return ids.isEmpty()
        ? Uni.createFrom().voidItem()
        : validations.renew(ids, now.plus(config.lease())).replaceWithVoid();
  }

  @WithTransaction
  Uni<Void> conclude(Claim claim, Carried carried) {
    return change(
        claim,
        it -> {
          it.conclude(carried.report(), clock.instant());
          return keep(carried.sbom()).chain(() -> tell(it));
        });
  }

  private Uni<Void> keep(@Nullable Sbom sbom) {
    return sbom == null ? Uni.createFrom().voidItem() : sboms.put(sbom);
  }

  /** For another time, or for good. */
  @WithTransaction
  Uni<Void> postpone(Claim claim, String failure) {
    return change(
        claim,
        it -> {
          if (claim.attempt() >= config.attempts()) {
            return giveUp(it, failure);
          }
          it.postpone(failure, config.pauseAfter(claim.attempt()), clock.instant());
          return Uni.createFrom().voidItem();
        });
  }

  /** Only whoever took it up last may say what came of it. */
  private Uni<Void> change(Claim claim, Function<Validation, Uni<Void>> verb) {
    return validations
        .findById(claim.id(), LockModeType.PESSIMISTIC_WRITE)
        .chain(
            it ->
                it != null && it.isStillAt(claim.attempt())
                    ? verb.apply(it)
                    : Uni.createFrom().voidItem());
  }

  private Uni<Void> giveUp(Validation it, String failure) {
    it.giveUp(failure, clock.instant());
    return tell(it);
  }

  private Uni<Void> tell(Validation it) {
    var deed =
        Deed.of("validation.conclude", "package", it.packageId)
            .changing(ValidationStatus.RUNNING, it.status)
            .because(it.status == ValidationStatus.ERRORED ? it.lastFailure : null, null);
    return audit.record(VALIDATION, deed).chain(() -> events.tell(it));
  }

  @WithSession
  Uni<Validation> latest(UUID packageId, @Nullable String submitter) {
    return validations.latest(packageId, submitter);
  }
}
