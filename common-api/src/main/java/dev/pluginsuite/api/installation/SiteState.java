package dev.pluginsuite.api.installation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A site as the other services know it. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record SiteState(
    String siteId,
    String name,
    @Nullable String enterpriseId,
    SiteStatus status,
    String mesVersion,
    String apiVersion,
    boolean development,
    Map<String, String> labels) {}
