package dev.pluginsuite.registry.garbage;

import java.time.Instant;

/**
 * Bytes that no package refers to.
 *
 * @param size in bytes
 */
record GarbageObject(String checksum, String location, long size, Instant unreferencedSince) {}
