package dev.pluginsuite.infra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** PostgreSQL refuses to run as root: what to put before a command so that it does not see root. */
public final class Unprivileged {
  // In a user namespace of its own, root's files stay within reach and root is nobody.
  private static final List<String> NAMESPACE = List.of("unshare", "-U");

  // Containers often forbid that. A real nobody may then pass root's folders with one capability.
  private static final List<String> NOBODY =
      List.of(
          "setpriv",
          "--reuid=65534",
          "--regid=65534",
          "--clear-groups",
          "--inh-caps=-all,+dac_override",
          "--ambient-caps=-all,+dac_override");

  private Unprivileged() {}

  /** A real nobody sees no file below root's home, whatever it is allowed to open. */
  static boolean needsOpenFolder(List<String> prefix) {
    return prefix.equals(NOBODY);
  }

  public static List<String> prefix(Path folder) throws IOException, InterruptedException {
    if (!isRoot(folder)) {
      return List.of();
    }
    for (var prefix : List.of(NAMESPACE, NOBODY)) {
      if (works(prefix)) {
        return prefix;
      }
    }
    throw new IOException(
        "PostgreSQL does not run as root, and neither unshare -U nor setpriv works here. "
            + "Start it as another user.");
  }

  private static boolean isRoot(Path folder) throws IOException {
    var probe = Files.createTempFile(folder, "owner", "");
    try {
      return Integer.valueOf(0).equals(Files.getAttribute(probe, "unix:uid"));
    } finally {
      Files.delete(probe);
    }
  }

  private static boolean works(List<String> prefix) throws InterruptedException {
    var command = new ArrayList<>(prefix);
    command.add("true");
    try {
      return new ProcessBuilder(command).start().waitFor() == 0;
    } catch (IOException notInstalled) {
      return false;
    }
  }
}
