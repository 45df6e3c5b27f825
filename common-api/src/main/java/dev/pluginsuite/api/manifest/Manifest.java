package dev.pluginsuite.api.manifest;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.pluginsuite.api.registry.LicenseType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a plugin's {@code manifest.json} that decide where and how it runs. Read it only
 * from a manifest that passed validation; absent optional parts have their defaults.
 *
 * @param dependencies plugin id to version range
 * @param configuration property name to what may be set
 * @param hooks as written: the host reads it
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Manifest(
    String id,
    String name,
    String version,
    String author,
    String apiVersion,
    @Nullable String description,
    @Nullable String license,
    LicenseType licenseType,
    String mesVersion,
    List<String> permissions,
    @Nullable Object hooks,
    Map<String, String> dependencies,
    Map<String, ConfigurationProperty> configuration,
    @Nullable String main) {
  /** Longer ones are taken nowhere: they would not fit into events with all that goes with them. */
  public static final int MOST_BYTES = 256 * 1024;

  @SuppressWarnings("NullAway") // JSON may leave any of them out
  public Manifest {
    licenseType = licenseType == null ? LicenseType.FREE : licenseType;
    mesVersion = mesVersion == null ? "*" : mesVersion;
    permissions = permissions == null ? List.of() : List.copyOf(permissions);
    dependencies = dependencies == null ? Map.of() : Map.copyOf(dependencies);
    configuration = configuration == null ? Map.of() : Map.copyOf(configuration);
  }
}
