package dev.pluginsuite.local;

import dev.pluginsuite.local.journey.Journey;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;

/** Starts the suite on this machine, takes the journey through it, and stops it in order. */
public final class Launcher {
  private static final int STOPPED_BY_SIGNAL = 130;

  private final Options options;
  private final Progress progress;
  private final LocalSuite suite;

  private Launcher(Options options, Progress progress) {
    this.options = options;
    this.progress = progress;
    this.suite = new LocalSuite(options, progress);
  }

  public static void main(String... args) {
    System.exit(run(new Progress(new PrintStream(System.out, true, StandardCharsets.UTF_8)), args));
  }

  private static int run(Progress progress, String... args) {
    try {
      return new Launcher(Options.parse(args), progress).run();
    } catch (IllegalArgumentException wrong) {
      progress.print(wrong.getMessage() + " See deploy/local/up --help.");
      return 2;
    }
  }

  private int run() {
    var interruption = Interruption.of(Thread.currentThread(), suite::kill);
    try {
      suite.start();
      progress.tell("The suite is up");
      progress.print(Welcome.text(suite, options));
      return afterStart();
    } catch (InterruptedException signal) {
      return STOPPED_BY_SIGNAL;
    } catch (IOException | RuntimeException e) {
      if (!interruption.wasHeard()) {
        progress.print("Cannot start: " + e.getMessage());
      }
      return interruption.wasHeard() ? STOPPED_BY_SIGNAL : 1;
    } finally {
      // A signal may have left its mark, with which no wait below would wait.
      Thread.interrupted();
      progress.tell("Stopping");
      suite.close();
    }
  }

  private int afterStart() throws InterruptedException {
    var passed = !options.journey() || Journey.of(suite.world()).run(progress::print);
    if (options.once()) {
      return passed ? 0 : 1;
    }
    progress.print("Running. Ctrl-C stops everything.");
    try {
      watch();
    } catch (InterruptedException asked) {
      return 0;
    }
    return 1;
  }

  /** Until the thread is interrupted. */
  private void watch() throws InterruptedException {
    var told = new HashSet<String>();
    while (true) {
      Thread.sleep(1_000);
      suite
          .dead()
          .forEach(
              (name, log) -> {
                if (told.add(name)) {
                  progress.tell("%s is gone; see %s".formatted(name, log));
                }
              });
    }
  }
}
