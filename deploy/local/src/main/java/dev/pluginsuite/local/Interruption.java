package dev.pluginsuite.local;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Turns Ctrl-C and SIGTERM into an interrupt of the main thread, which stops everything in order.
 * Shutdown hooks would run all at once: the database would go while the services still use it.
 */
final class Interruption {
  private static final int EXIT_CODE = 130;

  private final AtomicInteger signals = new AtomicInteger();
  private final Thread main;
  private final Runnable atOnce;

  private Interruption(Thread main, Runnable atOnce) {
    this.main = main;
    this.atOnce = atOnce;
  }

  /**
   * @param atOnce what to do at the second signal
   */
  static Interruption of(Thread main, Runnable atOnce) {
    var interruption = new Interruption(main, atOnce);
    try {
      interruption.listen();
    } catch (ReflectiveOperationException | IllegalArgumentException withoutSignals) {
      // The infrastructure's own shutdown hook still stops it.
    }
    return interruption;
  }

  /** The JDK has this in {@code jdk.unsupported} only, and the compiler warns of direct use. */
  private void listen() throws ReflectiveOperationException {
    var signal = Class.forName("sun.misc.Signal");
    var handler = Class.forName("sun.misc.SignalHandler");
    var hearing =
        Proxy.newProxyInstance(
            handler.getClassLoader(),
            new Class<?>[] {handler},
            (proxy, method, arguments) -> {
              hear();
              return null;
            });
    for (var name : List.of("INT", "TERM", "HUP")) {
      var one = signal.getConstructor(String.class).newInstance(name);
      signal.getMethod("handle", signal, handler).invoke(null, one, hearing);
    }
  }

  private void hear() {
    if (signals.incrementAndGet() == 1) {
      main.interrupt();
    } else {
      try {
        atOnce.run();
      } finally {
        Runtime.getRuntime().halt(EXIT_CODE);
      }
    }
  }

  boolean wasHeard() {
    return signals.get() > 0;
  }
}
