package dev.pluginsuite.deployment.target;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pluginsuite.api.deployment.CommandOutcome;
import dev.pluginsuite.api.deployment.DeploymentCommand;
import dev.pluginsuite.api.rest.ProblemDetail;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Runs the statements of {@link TargetMoves} in the caller's transaction. */
@ApplicationScoped
class TargetStatements {
  private final TargetConfig config;
  private final TargetCommands commands;
  private final ObjectMapper json;

  TargetStatements(TargetConfig config, TargetCommands commands, ObjectMapper json) {
    this.config = config;
    this.commands = commands;
    this.json = json;
  }

  /** Whether it is running, and stays so until the transaction ends. */
  Uni<Boolean> lockRunning(UUID deployment) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(TargetMoves.LOCK_RUNNING, Integer.class)
                    .setParameter(1, deployment)
                    .getResultList())
        .map(rows -> !rows.isEmpty());
  }

  Uni<List<DeploymentCommand>> start(UUID deployment) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(TargetMoves.START, Object[].class)
                    .setParameter(1, deployment)
                    .setParameter(2, config.batch())
                    .setParameter(3, seconds(config.resendFirst()))
                    .setParameter(4, seconds(config.targetTimeout()))
                    .getResultList())
        .map(commands::of);
  }

  Uni<List<DeploymentCommand>> sendAgain() {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(TargetMoves.SEND_AGAIN, Object[].class)
                    .setParameter(1, config.batch())
                    .setParameter(2, seconds(config.resendFirst()))
                    .setParameter(3, seconds(config.resendLongest()))
                    .getResultList())
        .map(commands::of);
  }

  Uni<List<DeploymentCommand>> withdraw() {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(TargetMoves.WITHDRAW, Object[].class)
                    .setParameter(1, config.batch())
                    .setParameter(2, seconds(config.resendFirst()))
                    .setParameter(3, seconds(config.resendLongest()))
                    .getResultList())
        .map(commands::of);
  }

  /** The commands that this transaction has given up on. */
  Uni<List<DeploymentCommand>> givenUp(List<Counted> counted) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(TargetMoves.GIVEN_UP, Object[].class)
                    .setParameter(
                        1, counted.stream().map(Counted::deploymentId).toArray(UUID[]::new))
                    .getResultList())
        .map(commands::of);
  }

  Uni<Void> accept(CommandOutcome outcome) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(TargetMoves.ACCEPT)
                    .setParameter(1, outcome.commandId())
                    .setParameter(2, text(outcome.installationId()))
                    .executeUpdate())
        .replaceWithVoid();
  }

  /** Whether it is to be asked once more. */
  Uni<Boolean> tryAgain(CommandOutcome outcome) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(TargetMoves.TRY_AGAIN)
                    .setParameter(1, outcome.commandId())
                    .setParameter(2, written(outcome.problem()))
                    .executeUpdate())
        .map(changed -> changed > 0);
  }

  /** Whether it is to be asked in the next window. */
  Uni<Boolean> waitAgain(CommandOutcome outcome) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(TargetMoves.WAIT_AGAIN)
                    .setParameter(1, outcome.commandId())
                    .executeUpdate())
        .map(changed -> changed > 0);
  }

  Uni<List<Counted>> end(CommandOutcome outcome, TargetStatus as) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(TargetMoves.END, Object[].class)
                    .setParameter(1, outcome.commandId())
                    .setParameter(2, as.name())
                    .setParameter(3, text(outcome.installationId()))
                    .setParameter(4, written(outcome.problem()))
                    .setParameter(
                        5, outcome.generation() == null ? "" : outcome.generation().toString())
                    .getResultList())
        .map(TargetStatements::counted);
  }

  Uni<Boolean> isAnyLate() {
    return Panache.getSession()
        .chain(
            session -> session.createNativeQuery(TargetMoves.LATE, Integer.class).getResultList())
        .map(rows -> !rows.isEmpty());
  }

  Uni<List<Counted>> timeOut(ProblemDetail problem) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(TargetMoves.TIME_OUT, Object[].class)
                    .setParameter(1, config.batch())
                    .setParameter(2, written(problem))
                    .getResultList())
        .map(TargetStatements::counted);
  }

  Uni<Void> cancelPending(UUID deployment) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(TargetMoves.CANCEL)
                    .setParameter(1, deployment)
                    .executeUpdate())
        .replaceWithVoid();
  }

  /** What failed, or took too long. */
  Uni<Void> retry(UUID deployment) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(TargetMoves.RETRY)
                    .setParameter(1, deployment)
                    .executeUpdate())
        .replaceWithVoid();
  }

  String written(@Nullable ProblemDetail problem) {
    try {
      return problem == null ? "" : json.writeValueAsString(problem);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  static double seconds(Duration time) {
    return time.toMillis() / 1000.0;
  }

  private static String text(@Nullable UUID id) {
    return id == null ? "" : id.toString();
  }

  static List<Counted> counted(List<Object[]> rows) {
    return rows.stream()
        .map(it -> new Counted(UUID.fromString((String) it[0]), (Integer) it[1]))
        .toList();
  }

  /** A deployment that counted so many of its targets. */
  record Counted(UUID deploymentId, int targets) {}
}
