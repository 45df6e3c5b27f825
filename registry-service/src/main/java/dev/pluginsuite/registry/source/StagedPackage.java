package dev.pluginsuite.registry.source;

import java.util.UUID;

/**
 * Bytes that wait for their submission.
 *
 * @param id under which they are staged
 * @param shownUrl where they come from, without what may be a secret in it
 * @param checksum SHA-256, lower-case hex
 * @param size in bytes
 * @param ownedBySubmitter stays after the submission, like an upload; else it is to be discarded
 */
public record StagedPackage(
    UUID id, String shownUrl, String checksum, long size, boolean ownedBySubmitter) {}
