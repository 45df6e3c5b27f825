package dev.pluginsuite.installation.installation;

import dev.pluginsuite.common.idempotency.IdempotentRequest;
import dev.pluginsuite.common.security.Actor;
import dev.pluginsuite.common.security.SiteScope;
import org.jspecify.annotations.Nullable;

/** Who asks for a change, within which sites, and on what grounds. */
public record Decision(
    Actor actor,
    SiteScope scope,
    IdempotentRequest request,
    @Nullable String ifMatch,
    @Nullable String reason,
    @Nullable String changeReference) {

  /** Of a part of the suite, which has its own guard against repetition. */
  public static Decision of(Actor actor, @Nullable String reason) {
    var request = new IdempotentRequest(actor.name(), "", "", null, "");
    return new Decision(actor, SiteScope.ALL, request, null, reason, null);
  }
}
