package dev.pluginsuite.registry.catalog;

import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/** The parameters of an SQL statement that is put together: values never become text of it. */
final class Statement {
  private final List<Object> values = new ArrayList<>();

  /** Where the value stands in the statement. */
  String bind(Object value) {
    values.add(value instanceof List<?> list ? list.toArray(String[]::new) : value);
    return "$" + values.size();
  }

  Tuple parameters() {
    return Tuple.from(values);
  }
}
