package dev.pluginsuite.common.paging;

import dev.pluginsuite.api.rest.ListAnswer;
import dev.pluginsuite.api.rest.ListAnswer.Pagination;
import java.util.List;
import java.util.function.Function;

/**
 * One page of rows, read with one row more than asked for to know whether there is another page.
 */
public record Page<T>(List<T> rows, int limit, boolean hasMore) {

  /**
   * @param oneMore up to {@code limit + 1} rows in the order of the key
   */
  public static <T> Page<T> of(List<T> oneMore, int limit) {
    var hasMore = oneMore.size() > limit;
    return new Page<>(hasMore ? List.copyOf(oneMore.subList(0, limit)) : oneMore, limit, hasMore);
  }

  public <V> Page<V> map(Function<T, V> mapping) {
    return new Page<>(rows.stream().map(mapping).toList(), limit, hasMore);
  }

  public <V> ListAnswer<V> answer(Function<T, V> view, Function<T, Object> key) {
    var cursor =
        hasMore ? PageRequest.encoded(key.apply(rows.get(rows.size() - 1)).toString()) : null;
    return new ListAnswer<>(rows.stream().map(view).toList(), null, new Pagination(limit, cursor));
  }
}
