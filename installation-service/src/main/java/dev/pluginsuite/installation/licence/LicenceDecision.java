package dev.pluginsuite.installation.licence;

import dev.pluginsuite.common.idempotency.IdempotentRequest;
import dev.pluginsuite.common.security.Actor;
import org.jspecify.annotations.Nullable;

/** Who decides about a licence, and on what grounds. */
record LicenceDecision(
    Actor actor,
    IdempotentRequest request,
    @Nullable String ifMatch,
    @Nullable String reason,
    @Nullable String changeReference) {}
