package dev.pluginsuite.api.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** The body of a successful answer about one thing. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Answer<T>(T data, @Nullable String message) {
  public static <T> Answer<T> of(T data) {
    return new Answer<>(data, null);
  }
}
