package dev.pluginsuite.registry.packages;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a client has of content already, and what it wants of it (RFC 9110 §13 and §14). */
record ContentConditions(
    @Nullable String ifNoneMatch, @Nullable String range, @Nullable String ifRange) {

  /** Whether the client has it all. Weak tags compare too: the bytes never change. */
  boolean isCurrent(String etag) {
    if (ifNoneMatch == null) {
      return false;
    }
    for (var one : ifNoneMatch.split(",", -1)) {
      var tag = one.strip();
      if (tag.equals("*") || tag.equals(etag) || tag.equals("W/" + etag)) {
        return true;
      }
    }
    return false;
  }

  /** None for the whole: also when the client's first part is of something else. */
  Optional<ByteRange> part(String etag, long size) {
    if (range == null || (ifRange != null && !ifRange.strip().equals(etag))) {
      return Optional.empty();
    }
    return ByteRange.of(range, size);
  }
}
