package dev.pluginsuite.registry.listing;

import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/** The parameters of an SQL statement that is put together: values never become text of it. */
public final class Statement {
  private final List<Object> values = new ArrayList<>();

  /** Where the value stands in the statement. */
  public String bind(Object value) {
    values.add(value instanceof List<?> list ? list.toArray(String[]::new) : value);
    return "$" + values.size();
  }

  public Tuple parameters() {
    return Tuple.from(values);
  }
}
