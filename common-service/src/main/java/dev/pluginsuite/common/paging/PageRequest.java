package dev.pluginsuite.common.paging;

import dev.pluginsuite.common.problem.CommonProblem;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which page of a list is wanted: keyset pagination, so that pages stay right while rows come and
 * go.
 */
public class PageRequest {
  /** The highest UUID: lists of ids run downwards, newest first. */
  private static final UUID TOP = new UUID(-1L, -1L);

  private static final UUID BOTTOM = new UUID(0, 0);

  @QueryParam("limit")
  @DefaultValue("50")
  @Min(1)
  @Max(200)
  public int limit;

  @QueryParam("cursor")
  public @Nullable String cursor;

  /** For lists by id downwards: rows with a lower id. */
  public UUID before() {
    return id(TOP);
  }

  /** For lists by id upwards: rows with a higher id. */
  public UUID afterId() {
    return id(BOTTOM);
  }

  private UUID id(UUID first) {
    if (cursor == null) {
      return first;
    }
    try {
      return UUID.fromString(decoded(cursor));
    } catch (IllegalArgumentException e) {
      throw invalid();
    }
  }

  /** For lists by name upwards: rows with a greater name. */
  public String after() {
    return cursor == null ? "" : decoded(cursor);
  }

  /** For lists by number upwards: the lowest number that may be on the page. */
  public long from() {
    return cursor == null ? 0 : number(decoded(cursor)) + 1;
  }

  private static long number(String key) {
    try {
      var number = Long.parseLong(key);
      if (number >= 0 && number < Long.MAX_VALUE) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw invalid();
    }
    throw invalid();
  }

  static String encoded(String key) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(key.getBytes(StandardCharsets.UTF_8));
  }

  private static String decoded(String cursor) {
    try {
      var key = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      if (key.chars().anyMatch(Character::isISOControl)) {
        throw invalid();
      }
      return key;
    } catch (IllegalArgumentException e) {
      throw invalid();
    }
  }

  private static RuntimeException invalid() {
    return CommonProblem.INVALID_CURSOR.because(
        "Take the cursor from pagination.cursor of the page before.");
  }
}
