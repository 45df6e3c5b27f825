package dev.pluginsuite.common.idempotency;

import org.jspecify.annotations.Nullable;

/**
 * What makes two requests the same one.
 *
 * <p>What is kept tells nobody what the body was, even if it could be guessed: the key, which is
 * random, is kept as a hash only.
 *
 * @param key SHA-256 of the {@code Idempotency-Key} header, hex; without it every request is a new
 *     one
 * @param bodyHash HMAC-SHA-256 of the body under that header, hex
 */
public record IdempotentRequest(
    String principal, String method, String path, @Nullable String key, String bodyHash) {

  /** A part of it, which is not repeated by itself. */
  public IdempotentRequest unkeyed() {
    return new IdempotentRequest(principal, method, path, null, bodyHash);
  }
}
