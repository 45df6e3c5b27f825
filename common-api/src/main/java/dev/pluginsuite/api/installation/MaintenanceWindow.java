package dev.pluginsuite.api.installation;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Duration;

/**
 * When a site may be changed. It opens whenever the clocks in its time zone show what the cron
 * expression says, and stays open for a time: in spring it does not open at a time that does not
 * come, in autumn it opens at both times that come twice.
 *
 * @param cron minute, hour, day of month, month, day of week, such as {@code 0 22 * * 1-5}
 * @param duration how long it stays open
 * @param timeZone such as Europe/Berlin
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record MaintenanceWindow(
    String cron, @JsonFormat(shape = JsonFormat.Shape.STRING) Duration duration, String timeZone) {}
