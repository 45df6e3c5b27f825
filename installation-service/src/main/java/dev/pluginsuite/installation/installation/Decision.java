package dev.pluginsuite.installation.installation;

import dev.pluginsuite.common.idempotency.IdempotentRequest;
import dev.pluginsuite.common.security.Actor;
import dev.pluginsuite.common.security.SiteScope;
import dev.pluginsuite.installation.site.SitePolicies;
import org.jspecify.annotations.Nullable;

/** Who asks for a change, within which sites, and on what grounds. */
public record Decision(
    Actor actor,
    SiteScope scope,
    IdempotentRequest request,
    @Nullable String ifMatch,
    @Nullable String reason,
    @Nullable String changeReference) {

  /** A part of the suite carries out what was decided, and grounded, elsewhere. */
  void check(SitePolicies policies) {
    if (!request.path().isEmpty()) {
      policies.check(reason, changeReference);
    }
  }

  /** For whoever carries it out in the same transaction: repetition and version are checked. */
  public Decision settled() {
    return new Decision(actor, scope, request.unkeyed(), null, reason, changeReference);
  }

  /** Of a part of the suite, which has its own guard against repetition. */
  public static Decision of(Actor actor, @Nullable String reason) {
    var request = new IdempotentRequest(actor.name(), "", "", null, "");
    return new Decision(actor, SiteScope.ALL, request, null, reason, null);
  }
}
