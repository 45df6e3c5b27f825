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

  private static boolean isRunning(String pid, Path folder) {
    return ProcessHandle.of(Long.parseLong(pid))
        .flatMap(it -> it.info().commandLine())
        .filter(it -> it.contains(folder.toString()))
        .isPresent();
  }
}
