package dev.pluginsuite.agent.reconcile;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;

/** Ends the process, as it were, before or after the n-th thing that it does. */
final class Crashes {
  /** These only look at memory. */
  private static final Set<String> READS = Set.of("journal", "path");

  private int left;

  Crashes(int left) {
    this.left = left;
  }

  <T> T around(Class<T> type, T real) {
    var proxy =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              var isStep = !READS.contains(method.getName());
              try {
                pass(isStep);
                var result = method.invoke(real, arguments);
                pass(isStep);
                return result;
              } catch (InvocationTargetException e) {
                throw e.getCause() == null ? e : e.getCause();
              }
            });
    return type.cast(proxy);
  }

  private void pass(boolean isStep) {
    if (isStep && left-- == 0) {
      throw new Crash();
    }
  }

  static final class Crash extends Error {}
}
