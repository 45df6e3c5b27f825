package dev.pluginsuite.registry.upload;

import java.util.UUID;

/** An upload as a submission uses it. */
public record UploadedContent(UUID uploadId, String checksum, long size) {}
