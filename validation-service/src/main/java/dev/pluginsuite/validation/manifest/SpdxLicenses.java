package dev.pluginsuite.validation.manifest;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cyclonedx.util.LicenseResolver;

/** The SPDX licence list, which CycloneDX's library carries as a JSON schema. */
public final class SpdxLicenses {
  private static final String LIST = "/spdx.schema.json";

  private final Map<String, String> byLowerCase;

  private SpdxLicenses(Map<String, String> byLowerCase) {
    this.byLowerCase = byLowerCase;
  }

  public static SpdxLicenses bundled() {
    try (var list = LicenseResolver.class.getResourceAsStream(LIST)) {
      if (list == null) {
        throw new IllegalStateException("No " + LIST + " in CycloneDX's library");
      }
      return new SpdxLicenses(
          new JsonMapper()
              .readTree(list)
              .path("enum")
              .valueStream()
              .map(it -> it.textValue())
              .collect(Collectors.toUnmodifiableMap(SpdxLicenses::lowerCase, Function.identity())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public boolean knows(String id) {
    return spelledLike(id).filter(id::equals).isPresent();
  }

  /** The id that differs at most in upper and lower case. */
  public Optional<String> spelledLike(String id) {
    return Optional.ofNullable(byLowerCase.get(lowerCase(id)));
  }

  private static String lowerCase(String id) {
    return id.toLowerCase(Locale.ROOT);
  }
}
