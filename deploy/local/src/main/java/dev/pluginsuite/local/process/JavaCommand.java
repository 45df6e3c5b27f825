package dev.pluginsuite.local.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A small JVM of the kind the launcher itself runs on. */
public final class JavaCommand {
  private static final int COMPACT_HEADERS = 25;

  private JavaCommand() {}

  public static List<String> of(
      int megabytes, List<String> options, Path jar, String... arguments) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx" + megabytes + "m", "-XX:+UseSerialGC", "-Xshare:auto"));
    if (Runtime.version().feature() >= COMPACT_HEADERS) {
      command.add("-XX:+UseCompactObjectHeaders");
    }
    command.addAll(options);
    command.addAll(List.of("-jar", jar.toString()));
    command.addAll(List.of(arguments));
    return command;
  }
}
