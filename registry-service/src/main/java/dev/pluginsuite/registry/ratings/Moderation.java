package dev.pluginsuite.registry.ratings;

import dev.pluginsuite.common.idempotency.IdempotentRequest;
import dev.pluginsuite.common.security.Actor;
import org.jspecify.annotations.Nullable;

/**
 * Who decides about a review, on what they read, and why.
 *
 * @param principal the token's subject
 * @param ifMatch the ETag of what was read
 */
record Moderation(
    String principal,
    Actor actor,
    IdempotentRequest request,
    @Nullable String ifMatch,
    @Nullable String reason,
    @Nullable String changeReference) {}
