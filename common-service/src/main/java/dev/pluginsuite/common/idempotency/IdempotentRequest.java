package dev.pluginsuite.common.idempotency;

import org.jspecify.annotations.Nullable;

/**
 * What makes two requests the same one.
 *
 * @param key of the {@code Idempotency-Key} header; without it every request is a new one
 * @param bodyHash SHA-256 of the body, hex
 */
public record IdempotentRequest(
    String principal, String method, String path, @Nullable String key, String bodyHash) {}
