package dev.pluginsuite.registry.listing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.pluginsuite.common.paging.PageRequest;
import dev.pluginsuite.common.problem.CommonProblem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a page ended: the keys of its last row, and of which query. With another query it would
 * skip rows and repeat others, so it is refused there.
 */
public final class KeysCursor {
  private static final JsonMapper JSON = new JsonMapper();

  private KeysCursor() {}

  public static String of(Object query, String... keys) {
    var parts = new ArrayList<String>();
    parts.add(digest(query));
    parts.addAll(List.of(keys));
    try {
      return JSON.writeValueAsString(parts);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * The keys to go on after, or null for the first page.
   *
   * @param count of the query's keys
   */
  public static @Nullable List<String> keys(PageRequest page, Object query, int count) {
    if (page.cursor == null) {
      return null;
    }
    var parts = read(page.after());
    if (parts.length != count + 1 || !digest(query).equals(parts[0])) {
      throw invalid();
    }
    return List.of(parts).subList(1, parts.length);
  }

  public static double number(String key) {
    try {
      return Double.parseDouble(key);
    } catch (NumberFormatException e) {
      throw invalid();
    }
  }

  private static String[] read(String cursor) {
    try {
      var parts = JSON.readValue(cursor, String[].class);
      if (parts != null && Arrays.stream(parts).allMatch(KeysCursor::isText)) {
        return parts;
      }
    } catch (JsonProcessingException e) {
      throw invalid();
    }
    throw invalid();
  }

  /** PostgreSQL takes no text with U+0000. */
  private static boolean isText(@Nullable String part) {
    return part != null && part.indexOf('\0') < 0;
  }

  public static RuntimeException invalid() {
    return CommonProblem.INVALID_CURSOR.because(
        "Take the cursor from pagination.cursor of the page before, with the same query.");
  }

  private static String digest(Object query) {
    try {
      var digest =
          MessageDigest.getInstance("SHA-256")
              .digest(query.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
