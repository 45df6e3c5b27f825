package dev.pluginsuite.validation.antivirus;

import java.time.Duration;

/**
 * Where clamd is, and how long it may take.
 *
 * @param largest of a file, as many bytes as clamd takes
 * @param answerTimeout for one file
 * @param deadline for all files of a package
 */
public record ClamdAddress(
    String host,
    int port,
    long largest,
    Duration connectTimeout,
    Duration answerTimeout,
    Duration deadline) {}
