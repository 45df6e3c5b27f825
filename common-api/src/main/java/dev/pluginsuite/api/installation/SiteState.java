package dev.pluginsuite.api.installation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A site as the other services know it.
 *
 * @param maintenanceWindows outside of which it is not to be changed; null or none stands for
 *     always
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record SiteState(
    String siteId,
    String name,
    @Nullable String enterpriseId,
    SiteStatus status,
    String mesVersion,
    String apiVersion,
    boolean development,
    Map<String, String> labels,
    @Nullable List<MaintenanceWindow> maintenanceWindows) {}
