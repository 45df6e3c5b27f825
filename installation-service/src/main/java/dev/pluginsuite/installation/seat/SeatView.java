package dev.pluginsuite.installation.seat;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A site that uses a licence.
 *
 * @param installationId null while what failed or leaves has it still
 */
record SeatView(
    String siteId,
    String pluginId,
    Instant takenAt,
    @Nullable UUID installationId,
    @Nullable String version,
    @Nullable String status) {}
