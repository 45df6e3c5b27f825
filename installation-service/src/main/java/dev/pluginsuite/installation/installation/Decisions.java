package dev.pluginsuite.installation.installation;

import dev.pluginsuite.common.idempotency.IdempotentRequests;
import dev.pluginsuite.common.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** What the caller of the current request has decided. */
@ApplicationScoped
public class Decisions {
  private final Caller caller;
  private final IdempotentRequests requests;

  Decisions(Caller caller, IdempotentRequests requests) {
    this.caller = caller;
    this.requests = requests;
  }

  /**
   * @param body null if none was sent
   * @param ifMatch null for whatever version there is
   */
  public Decision of(
      @Nullable Object body,
      @Nullable String ifMatch,
      @Nullable String reason,
      @Nullable String changeReference) {
    return new Decision(
        caller.actor(), caller.sites(), requests.of(body), ifMatch, reason, changeReference);
  }
}
