package dev.pluginsuite.api.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of a list: one page of it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ListAnswer<T>(List<T> data, @Nullable String message, Pagination pagination) {

  /**
   * How to get the next page.
   *
   * @param cursor opaque; null on the last page
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Pagination(int limit, @Nullable String cursor) {}
}
