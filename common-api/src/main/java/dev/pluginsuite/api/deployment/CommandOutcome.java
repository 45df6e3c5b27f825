package dev.pluginsuite.api.deployment;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.pluginsuite.api.rest.ProblemDetail;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a command: exactly one ACCEPTED or REFUSED, and after ACCEPTED exactly one
 * SUCCEEDED or FAILED. One that was withdrawn ends with WITHDRAWN, before or after ACCEPTED.
 *
 * @param generation of the document in which the installation last changed, when it has SUCCEEDED
 *     and made it what it is
 * @param problem why, when it is REFUSED or FAILED
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record CommandOutcome(
    UUID eventId,
    UUID commandId,
    UUID deploymentId,
    String siteId,
    Kind kind,
    @Nullable UUID installationId,
    @Nullable Long generation,
    @Nullable ProblemDetail problem,
    Instant at) {

  /** What became of the command. */
  public enum Kind {
    ACCEPTED,
    REFUSED,
    SUCCEEDED,
    FAILED,
    /** Taken back: the site is to have what it had before. */
    WITHDRAWN,
    @JsonEnumDefaultValue
    UNKNOWN;

    public boolean isTerminal() {
      return this == REFUSED || this == SUCCEEDED || this == FAILED || this == WITHDRAWN;
    }
  }
}
