package dev.pluginsuite.registry.packages;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One part of a representation (RFC 9110 §14). Several parts at once, and what cannot be read, are
 * answered with the whole, as the RFC allows.
 */
record ByteRange(long from, long length) {
  static final String CONTENT_RANGE = "Content-Range";

  private static final Pattern FORM = Pattern.compile("bytes=\\s*(\\d{0,18})-(\\d{0,18})\\s*");
  private static final int NOT_SATISFIABLE = 416;

  /** None for the whole; fails with 416 for a part that does not exist. */
  static Optional<ByteRange> of(String header, long size) {
    var match = FORM.matcher(header);
    if (!match.matches() || (match.group(1).isEmpty() && match.group(2).isEmpty())) {
      return Optional.empty();
    }
    if (match.group(1).isEmpty()) {
      return Optional.of(last(Long.parseLong(match.group(2)), size));
    }
    long from = Long.parseLong(match.group(1));
    long to = match.group(2).isEmpty() ? size - 1 : Long.parseLong(match.group(2));
    if (!match.group(2).isEmpty() && to < from) {
      return Optional.empty();
    }
    if (from >= size) {
      throw notSatisfiable(size);
    }
    return Optional.of(new ByteRange(from, Math.min(to, size - 1) - from + 1));
  }

  private static ByteRange last(long count, long size) {
    if (count == 0 || size == 0) {
      throw notSatisfiable(size);
    }
    long length = Math.min(count, size);
    return new ByteRange(size - length, length);
  }

  private static RuntimeException notSatisfiable(long size) {
    return new WebApplicationException(
        Response.status(NOT_SATISFIABLE)
            .header(CONTENT_RANGE, "bytes */" + size)
            .header("Accept-Ranges", "bytes")
            .build());
  }

  String contentRange(long size) {
    return "bytes %d-%d/%d".formatted(from, from + length - 1, size);
  }
}
