package dev.pluginsuite.local.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts a small JVM of the kind the launcher itself runs on. */
public final class JavaCommand {
  // Half the CPU time to be ready, and a demo never lives long enough to miss the better code.
  private static final String QUICK_COMPILER = "-XX:TieredStopAtLevel=1";

  private final List<String> options = new ArrayList<>();

  private JavaCommand() {}

  public static JavaCommand withHeap(int megabytes) {
    var command = new JavaCommand();
    command.options.addAll(List.of("-Xmx" + megabytes + "m", "-XX:+UseSerialGC", QUICK_COMPILER));
    if (isAtLeast(24)) {
      // Netty and Rhino still do this; the warnings would be all that people see.
      command.options.add("--sun-misc-unsafe-memory-access=allow");
      command.options.add("--enable-native-access=ALL-UNNAMED");
    }
    if (isAtLeast(25)) {
      command.options.add("-XX:+UseCompactObjectHeaders");
    }
    return command;
  }

  /**
   * Loads its classes from an archive, which takes a third of the time. The JVM checks that it
   * fits.
   *
   * @param record whether to write it, at the exit, if there is none that fits
   */
  public JavaCommand archive(Path file, boolean record) {
    var records = record && isAtLeast(19);
    if (records || Files.exists(file)) {
      options.add("-XX:SharedArchiveFile=" + file);
      options.add("-Xlog:cds=off");
      options.add("-Xlog:cds+dynamic=off");
      if (records) {
        options.add("-XX:+AutoCreateSharedArchive");
      }
    }
    return this;
  }

  /** The last ones count: they may take back ours. */
  public JavaCommand with(List<String> more) {
    options.addAll(more);
    return this;
  }

  public List<String> jar(Path jar, String... arguments) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-jar", jar.toString()));
    command.addAll(List.of(arguments));
    return command;
  }

  private static boolean isAtLeast(int version) {
    return Runtime.version().feature() >= version;
  }
}
