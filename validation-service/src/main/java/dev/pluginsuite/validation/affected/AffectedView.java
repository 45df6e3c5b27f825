package dev.pluginsuite.validation.affected;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.pluginsuite.api.validation.SecurityFinding.Level;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A library in a package about which an advisory says something.
 *
 * @param version of the plugin
 * @param status of the package; null if registry-service did not tell of it yet
 * @param foundIn the file in the package that names the library
 * @param severity CRITICAL if it was made to do harm, otherwise as the advisory says, at most HIGH
 * @param fixedIn the lowest version above in which it is mended; null if there is none
 * @param foundAt when a database with this advisory was first compared with the package
 */
record AffectedView(
    @JsonIgnore UUID id,
    UUID packageId,
    String pluginId,
    String version,
    @Nullable String status,
    String library,
    String libraryVersion,
    String purl,
    String foundIn,
    String advisory,
    @Nullable String summary,
    Level severity,
    boolean malicious,
    @Nullable String fixedIn,
    Instant foundAt) {}
