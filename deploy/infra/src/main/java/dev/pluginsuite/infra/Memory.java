package dev.pluginsuite.infra;

import dev.pluginsuite.infra.Infrastructure.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Says so when there is too little memory, instead of leaving it to the kernel to end something.
 */
final class Memory {
  private static final Path MEMORY = Path.of("/proc/meminfo");

  private Memory() {}

  static void require(Part part) throws IOException {
    if (!Files.exists(MEMORY)) {
      return;
    }
    try (var lines = Files.lines(MEMORY)) {
      lines
          .filter(line -> line.startsWith("MemAvailable:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .filter(available -> available < part.megabytes())
          .forEach(available -> refuse(part, available));
    }
  }

  private static void refuse(Part part, long available) {
    throw new IllegalStateException(
        "%s needs about %d MB of memory, only %d MB are available."
            .formatted(part.title(), part.megabytes(), available));
  }
}
