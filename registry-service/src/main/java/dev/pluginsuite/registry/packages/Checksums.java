package dev.pluginsuite.registry.packages;

import dev.pluginsuite.api.rest.ProblemDetail.FieldError;
import dev.pluginsuite.registry.problem.RegistryProblem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** SHA-256 as people write it: 64 hex digits of any case, with or without {@code sha256:}. */
final class Checksums {
  private static final Pattern FORM = Pattern.compile("(?i)(?:sha256:)?([0-9a-f]{64})");

  private Checksums() {}

  static String normalized(String checksum) {
    var match = FORM.matcher(checksum.strip());
    if (!match.matches()) {
      throw RegistryProblem.INVALID_CHECKSUM.because(
          "The checksum is not a SHA-256.",
          List.of(new FieldError("checksum", "must be 64 hex digits, optionally after sha256:")));
    }
    return match.group(1).toLowerCase(Locale.ROOT);
  }

  static String of(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
