package dev.pluginsuite.local.keys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/**
 * Makes and rotates the keys of a suite, on the machine that has the root key: {@code make FOLDER},
 * {@code rotate-approval FOLDER}, {@code retire FOLDER KEY-ID}, {@code rotate-secrets FOLDER}.
 */
public final class KeyTool {
  private static final String USAGE =
      "make FOLDER, rotate-approval FOLDER, retire FOLDER KEY-ID or rotate-secrets FOLDER";

  private static final List<String> NEEDED =
      List.of(
          SigningKeys.KEY_SET,
          "root.key",
          "approval.key",
          "developer.key",
          "notices.key",
          "secrets.key");

  private KeyTool() {}

  public static void main(String... args) {
    try {
      System.out.print(run(List.of(args)));
    } catch (IllegalArgumentException | IOException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  /** What the key set then has. */
  static String run(List<String> words) throws IOException {
    if (words.size() < 2 || words.size() != (words.get(0).equals("retire") ? 3 : 2)) {
      throw new IllegalArgumentException(USAGE);
    }
    var folder = Path.of(words.get(1)).toAbsolutePath();
    return switch (words.get(0)) {
      case "make" -> told(keys(folder));
      case "rotate-approval" -> changed(folder, SigningKeys::rotateApproval);
      case "retire" -> changed(folder, it -> it.retire(words.get(2)));
      case "rotate-secrets" -> changed(folder, SigningKeys::rotateSecrets);
      default -> throw new IllegalArgumentException(USAGE);
    };
  }

  private interface Change {
    void of(SigningKeys keys) throws IOException;
  }

  /** Where something is missing, another one made in its place would do harm. */
  private static String changed(Path folder, Change change) throws IOException {
    for (var file : NEEDED) {
      if (!Files.exists(folder.resolve(file))) {
        throw new IllegalArgumentException("There is no %s in %s.".formatted(file, folder));
      }
    }
    var keys = keys(folder);
    change.of(keys);
    return told(keys);
  }

  private static SigningKeys keys(Path folder) throws IOException {
    return SigningKeys.in(folder, Clock.systemUTC());
  }

  private static String told(SigningKeys keys) throws IOException {
    var set = keys.keySet();
    var text = new StringBuilder("Key set %d, until %s%n".formatted(set.version(), set.expires()));
    set.keys().forEach(it -> text.append("%s %s%n".formatted(it.use(), it.keyId())));
    return text.toString();
  }
}
