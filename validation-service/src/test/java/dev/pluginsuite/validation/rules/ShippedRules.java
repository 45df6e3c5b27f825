package dev.pluginsuite.validation.rules;

import dev.pluginsuite.validation.manifest.ManifestRules;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The rules as the service has them when nothing is configured. */
public final class ShippedRules {
  private ShippedRules() {}

  public static ManifestRules read() {
    var properties =
        Objects.requireNonNull(RulesConfig.class.getResource("/application.properties"));
    try {
      return new SmallRyeConfigBuilder()
          .withSources(new PropertiesConfigSource(properties))
          .withMapping(RulesConfig.class)
          .build()
          .getConfigMapping(RulesConfig.class)
          .rules();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
