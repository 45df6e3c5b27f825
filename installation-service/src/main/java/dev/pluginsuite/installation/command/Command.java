package dev.pluginsuite.installation.command;

import dev.pluginsuite.api.deployment.CommandOutcome;
import dev.pluginsuite.api.deployment.DeploymentCommand;
import dev.pluginsuite.api.rest.ProblemDetail;
import dev.pluginsuite.common.time.Ids;
import dev.pluginsuite.common.trace.TraceContext;
import dev.pluginsuite.installation.installation.Desired;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** What deployment-service asked for, and what it was told. Each answer is made once. */
@Entity
@Table(name = "deployment_commands")
class Command {
  @Id
  @Column(name = "command_id")
  UUID commandId;

  @Column(name = "deployment_id")
  UUID deploymentId;

  @Column(name = "site_id")
  String siteId;

  @JdbcTypeCode(SqlTypes.JSON)
  DeploymentCommand body;

  @Enumerated(EnumType.STRING)
  CommandProgress progress = CommandProgress.RECEIVED;

  @Column(name = "installation_id")
  @Nullable UUID installationId;

  @Enumerated(EnumType.STRING)
  @Nullable Desired wanted;

  boolean made;

  /** Of the document by which it changed the site; null if it has changed nothing. */
  @Column(name = "changed_generation")
  @Nullable Long changedGeneration;

  @JdbcTypeCode(SqlTypes.JSON)
  @Nullable CommandOutcome answer;

  @JdbcTypeCode(SqlTypes.JSON)
  @Nullable CommandOutcome outcome;

  /** Because of what it came; null if nobody said. */
  @Nullable String traceparent;

  @Column(name = "received_at")
  Instant receivedAt;

  @Column(name = "due_at")
  Instant dueAt;

  @SuppressWarnings("NullAway.Init")
  protected Command() {}

  Command(DeploymentCommand body, Instant now) {
    this.commandId = body.commandId();
    this.deploymentId = body.deploymentId();
    this.siteId = body.siteId();
    this.body = body;
    this.traceparent = TraceContext.current().traceparent();
    this.receivedAt = now;
    this.dueAt = now;
  }

  CommandOutcome accept(Execution.Begun begun, Instant now) {
    become(CommandProgress.ACCEPTED);
    installationId = begun.installationId();
    wanted = begun.wanted();
    made = begun.made();
    changedGeneration = begun.changed();
    answer = say(CommandOutcome.Kind.ACCEPTED, null, null, now);
    return answer;
  }

  CommandOutcome refuse(ProblemDetail problem, Instant now) {
    become(CommandProgress.REFUSED);
    answer = say(CommandOutcome.Kind.REFUSED, null, problem, now);
    return answer;
  }

  /**
   * @param generation of the installation; counts only where the command made it
   */
  CommandOutcome succeed(@Nullable Long generation, Instant now) {
    become(CommandProgress.SUCCEEDED);
    outcome = say(CommandOutcome.Kind.SUCCEEDED, made ? generation : null, null, now);
    return outcome;
  }

  CommandOutcome fail(ProblemDetail problem, Instant now) {
    become(CommandProgress.FAILED);
    outcome = say(CommandOutcome.Kind.FAILED, null, problem, now);
    return outcome;
  }

  /** Nothing of it is wanted, or left, any more. */
  CommandOutcome withdraw(Instant now) {
    become(CommandProgress.WITHDRAWN);
    var said = say(CommandOutcome.Kind.WITHDRAWN, null, null, now);
    if (answer == null) {
      answer = said;
    } else {
      outcome = said;
    }
    return said;
  }

  /** All that was said so far, in order. */
  List<CommandOutcome> said() {
    return Stream.of(answer, outcome)
        .filter(Objects::nonNull)
        .map(Objects::requireNonNull)
        .toList();
  }

  private CommandOutcome say(
      CommandOutcome.Kind kind,
      @Nullable Long generation,
      @Nullable ProblemDetail problem,
      Instant now) {
    return new CommandOutcome(
        Ids.next(),
        commandId,
        deploymentId,
        siteId,
        kind,
        installationId,
        generation,
        problem,
        now);
  }

  private void become(CommandProgress next) {
    if (!progress.canBecome(next)) {
      throw new IllegalStateException(
          "Command %s is %s and cannot become %s".formatted(commandId, progress, next));
    }
    progress = next;
  }
}
