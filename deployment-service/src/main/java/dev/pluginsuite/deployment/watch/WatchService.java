package dev.pluginsuite.deployment.watch;

import static dev.pluginsuite.deployment.problem.DeploymentProblem.DEPLOYMENT_NOT_FOUND;

import dev.pluginsuite.common.waiting.Settled;
import dev.pluginsuite.common.waiting.Waiting;
import dev.pluginsuite.deployment.watch.Told.Progress;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/**
 * Follows deployments. All is read from rows, so that any replica tells the same; a cursor says how
 * far a caller has heard, and nothing is kept for it.
 */
@ApplicationScoped
class WatchService {
  /** A place is a deployment, its last decision and its last revision that somebody has heard. */
  private static final String CHANGED =
      """
      select place as id from unnest($1::varchar[]) as place
      join plugin_deployments d on d.id = split_part(place, ' ', 1)::uuid
      where d.decisions > split_part(place, ' ', 2)::integer or d.revision > split_part(place, ' ', 3)::bigint""";

  private final WatchRepository rows;
  private final Waiting waiting;
  private final Doors doors;
  private final WatchConfig config;
  private final Clock clock;
  private final Settled<String> changed;
  private volatile boolean leaving;

  WatchService(
      WatchRepository rows, Waiting waiting, Doors doors, WatchConfig config, Clock clock) {
    this.rows = rows;
    this.waiting = waiting;
    this.doors = doors;
    this.config = config;
    this.clock = clock;
    this.changed = new Settled<>("changed", CHANGED, String.class, config.look());
  }

  /** This replica is about to stop: each stream ends with its next word, and goes on at another. */
  void leave(@Observes ShutdownDelayInitiatedEvent event) {
    leaving = true;
  }

  /** Refuses who has no place, and what there is not. */
  Uni<Void> requireWatchable(UUID id, String principal) {
    doors.requirePlace(principal);
    return found(id).replaceWithVoid();
  }

  /** Everything after the cursor, as it happens, until the deployment has ended. */
  Multi<Told> watch(UUID id, Cursor after, String principal) {
    return Multi.createFrom()
        .deferred(
            () -> {
              doors.enter(principal);
              return rounds(id, after).onTermination().invoke(() -> doors.leave(principal));
            });
  }

  private Multi<Told> rounds(UUID id, Cursor after) {
    var until = clock.instant().plus(config.longest());
    return Multi.createBy()
        .repeating()
        .uni(() -> new Listener(id, after), listener -> round(listener, until))
        .whilst(round -> !round.isLast())
        .map(Round::told)
        .onItem()
        .disjoint();
  }

  /** At first it is looked at once; after that when something has changed. */
  private Uni<Round> round(Listener listener, Instant until) {
    var before = listener.heard;
    var news =
        listener.isNew
            ? Uni.createFrom().item(true)
            : waiting.until(changed, listener.place(), config.heartbeat());
    return news.chain(any -> any ? look(listener.id, before) : silence(before))
        .invoke(listener::hear)
        .map(round -> goesOn(until) ? round : round.last());
  }

  private boolean goesOn(Instant until) {
    return !leaving && clock.instant().isBefore(until);
  }

  private static Uni<Round> silence(Cursor at) {
    return Uni.createFrom().item(Round.heartbeat(at));
  }

  private Uni<Round> look(UUID id, Cursor before) {
    return found(id).chain(now -> look(id, before, now));
  }

  private Uni<Progress> found(UUID id) {
    return rows.progress(id)
        .onItem()
        .ifNull()
        .failWith(() -> DEPLOYMENT_NOT_FOUND.because("No deployment %s.".formatted(id)));
  }

  private Uni<Round> look(UUID id, Cursor before, Progress now) {
    return rows.decisions(id, before.decision(), now.decisions())
        .map(decisions -> Round.of(before, decisions, now));
  }

  /** One stream: how far it has heard. Its rounds come one after the other. */
  private static final class Listener {
    private final UUID id;
    private Cursor heard;
    private boolean isNew = true;

    Listener(UUID id, Cursor heard) {
      this.id = id;
      this.heard = heard;
    }

    String place() {
      return "%s %d %d".formatted(id, heard.decision(), heard.revision());
    }

    void hear(Round round) {
      heard = round.at();
      isNew = false;
    }
  }
}
