package dev.pluginsuite.registry;

import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Many callers who do not know of each other. */
public final class AtOnce {
  private AtOnce() {}

  /** What each of them was answered. */
  public static List<Integer> statuses(int callers, IntFunction<Response> call) {
    var pool = Executors.newFixedThreadPool(callers);
    try {
      var calls =
          IntStream.range(0, callers)
              .mapToObj(it -> (Callable<Integer>) () -> call.apply(it).statusCode())
              .toList();
      var statuses = new ArrayList<Integer>();
      for (var answer : pool.invokeAll(calls)) {
        statuses.add(answer.get());
      }
      return statuses;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } finally {
      pool.shutdown();
    }
  }
}
