package dev.pluginsuite.common.http;

import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/** Reads {@code true} and {@code false}, and refuses what would quietly be false. */
@Provider
public class StrictBooleans implements ParamConverterProvider {

  @Override
  @SuppressWarnings("unchecked") // T is Boolean
  public <T> @Nullable ParamConverter<T> getConverter(
      Class<T> rawType, Type genericType, Annotation[] annotations) {
    return rawType == Boolean.class || rawType == boolean.class
        ? (ParamConverter<T>) new Converter()
        : null;
  }

  private static final class Converter implements ParamConverter<Boolean> {
    @Override
    public Boolean fromString(String value) {
      return switch (value) {
        case "true" -> true;
        case "false" -> false;
        default -> throw new IllegalArgumentException("Neither true nor false: " + value);
      };
    }

    @Override
    public String toString(Boolean value) {
      return value.toString();
    }
  }
}
