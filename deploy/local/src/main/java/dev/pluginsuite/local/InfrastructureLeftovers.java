package dev.pluginsuite.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Servers that a killed launcher left running. The infrastructure itself ends them at its start.
 */
final class InfrastructureLeftovers {
  private InfrastructureLeftovers() {}

  static boolean isAnyRunning(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (var pidFiles = Files.newDirectoryStream(folder, "*.pid")) {
      for (var file : pidFiles) {
        if (isRunning(Files.readString(file).strip(), folder)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Nobody, if a power cut left the file empty. */
  private static boolean isRunning(String pid, Path folder) {
    return !pid.isEmpty() && isOurs(Long.parseLong(pid), folder);
  }

  private static boolean isOurs(long pid, Path folder) {
    return ProcessHandle.of(pid)
        .flatMap(it -> it.info().commandLine())
        .filter(it -> it.contains(folder.toString()))
        .isPresent();
  }
}
