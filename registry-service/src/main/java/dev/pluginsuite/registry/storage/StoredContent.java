package dev.pluginsuite.registry.storage;

/**
 * Bytes as they were received.
 *
 * @param checksum SHA-256, lower-case hex
 * @param size in bytes
 */
public record StoredContent(String checksum, long size) {}
