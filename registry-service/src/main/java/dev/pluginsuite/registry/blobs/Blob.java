package dev.pluginsuite.registry.blobs;

import java.time.Instant;

/**
 * What a store tells of bytes without handing them out.
 *
 * @param size in bytes
 * @param modified when the last byte was written
 */
public record Blob(String key, long size, Instant modified) {}
