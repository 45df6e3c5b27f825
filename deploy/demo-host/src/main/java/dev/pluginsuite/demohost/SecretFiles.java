package dev.pluginsuite.demohost;

import static dev.pluginsuite.demohost.ProblemType.SECRET_REFUSED;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Secret values, which the site agent keeps in files and names by path. Only those of one folder
 * are read: whoever may call the host must not read other files through it.
 */
final class SecretFiles {
  private static final int MAX_FILE = 64 << 10;

  private final @Nullable Path folder;

  /**
   * @param folder null if this host takes no secrets
   */
  SecretFiles(@Nullable Path folder) {
    this.folder = folder;
  }

  /** By the name of the property, its value. */
  ObjectNode read(Map<String, String> paths) {
    var values = Json.MAPPER.createObjectNode();
    paths.forEach((name, path) -> values.set(name, value(name, path)));
    return values;
  }

  private JsonNode value(String name, String path) {
    try (var in = Files.newInputStream(checked(name, path))) {
      var bytes = in.readNBytes(MAX_FILE + 1);
      if (bytes.length > MAX_FILE) {
        throw refused(name, "is larger than 64 KiB");
      }
      var value = Json.MAPPER.readTree(bytes);
      if (value.isMissingNode()) {
        throw refused(name, "is empty");
      }
      return value;
    } catch (JsonProcessingException unreadable) {
      throw refused(name, "is not JSON"); // whose message would repeat what is there
    } catch (IOException | InvalidPathException absent) {
      throw refused(name, "cannot be read");
    }
  }

  private Path checked(String name, String path) throws IOException {
    if (folder == null) {
      throw refused(name, "cannot be had: the host was started without --secrets");
    }
    var real = Path.of(path).toRealPath();
    if (!real.startsWith(folder.toRealPath()) || !Files.isRegularFile(real)) {
      throw refused(name, "is no file below the secrets folder");
    }
    return real;
  }

  private static Problem refused(String name, String why) {
    return SECRET_REFUSED.because("The file of the secret '%s' %s.".formatted(name, why));
  }
}
