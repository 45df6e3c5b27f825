package dev.pluginsuite.demohost;

import static dev.pluginsuite.demohost.ProblemType.FOLDER_REFUSED;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A plugin unpacked on disk. Nothing outside of it can be read through it, symbolic links included.
 */
final class PluginFolder {
  private static final int MAX_FILE = 1 << 20;

  private final Path root;

  private PluginFolder(Path root) {
    this.root = root;
  }

  static PluginFolder below(Path plugins, String path) {
    try {
      var folder = Path.of(path);
      if (!folder.isAbsolute()) {
        throw FOLDER_REFUSED.because("'%s' is not an absolute path.".formatted(path));
      }
      var parent = plugins.toRealPath();
      var real = folder.toRealPath();
      if (!real.startsWith(parent) || real.equals(parent) || !Files.isDirectory(real)) {
        throw FOLDER_REFUSED.because(
            "'%s' is not a folder below the plugins folder.".formatted(path));
      }
      return new PluginFolder(real);
    } catch (IOException | InvalidPathException absent) {
      throw FOLDER_REFUSED.because("There is no folder '%s'.".formatted(path));
    }
  }

  /** The path within the folder of an existing regular file, or null. */
  @Nullable String find(String path) {
    try {
      var real = root.resolve(path).toRealPath();
      return real.startsWith(root) && Files.isRegularFile(real)
          ? root.relativize(real).toString().replace('\\', '/')
          : null;
    } catch (IOException | InvalidPathException absent) {
      return null;
    }
  }

  /** As find, for a path that a file of the folder wrote; may leave out the .js. */
  @Nullable String find(String fromFile, String path) {
    var base = Path.of(fromFile).getParent();
    var wanted = base == null ? path : base + "/" + path;
    var exact = find(wanted);
    return exact == null ? find(wanted + ".js") : exact;
  }

  String read(String file) throws IOException {
    try (var in = Files.newInputStream(root.resolve(file))) {
      var bytes = in.readNBytes(MAX_FILE + 1);
      if (bytes.length > MAX_FILE) {
        throw new IOException(file + " is larger than 1 MiB");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }
}
