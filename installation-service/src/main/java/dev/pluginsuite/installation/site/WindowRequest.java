package dev.pluginsuite.installation.site;

import dev.pluginsuite.api.installation.MaintenanceWindow;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;

/**
 * When a site may be changed by deployments.
 *
 * @param cron minute, hour, day of month, month, day of week: when it opens
 * @param duration how long it stays open, such as PT4H
 * @param timeZone whose clocks the expression means, such as Europe/Berlin
 */
record WindowRequest(
    @NotNull(message = "is required") @Size(max = 100) String cron,
    @NotNull(message = "is required, such as PT4H") Duration duration,
    @NotNull(message = "is required, such as Europe/Berlin") @Size(max = 64) String timeZone) {
  MaintenanceWindow window() {
    return new MaintenanceWindow(cron, duration, timeZone);
  }
}
