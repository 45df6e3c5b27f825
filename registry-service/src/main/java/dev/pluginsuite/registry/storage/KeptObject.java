package dev.pluginsuite.registry.storage;

import java.util.UUID;

/**
 * Bytes that lie where they are kept.
 *
 * @param entry of this keeping: bytes that were removed and kept again have another
 */
public record KeptObject(UUID entry, String checksum, StorageLocation location) {}
