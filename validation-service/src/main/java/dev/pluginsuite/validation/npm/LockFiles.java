package dev.pluginsuite.validation.npm;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** The lock files of npm, Yarn and pnpm, each by its name. */
final class LockFiles {
  static final int LARGEST = 4 << 20;
  private static final Pattern NPM = named("package-lock\\.json|npm-shrinkwrap\\.json");
  private static final Pattern YARN = named("yarn\\.lock");
  private static final Pattern PNPM = named("pnpm-lock\\.yaml");
  private static final String YARN_1 = "# yarn lockfile v1";

  private LockFiles() {}

  static boolean isOne(String path) {
    return is(NPM, path) || is(YARN, path) || is(PNPM, path);
  }

  /**
   * @throws IOException if it cannot be read
   */
  static void read(String path, byte[] bytes, Consumer<NpmComponent> to) throws IOException {
    var libraries = new LockedLibraries(path, to);
    if (is(NPM, path)) {
      new NpmLock(libraries).read(Trees.json(bytes));
    } else if (is(PNPM, path)) {
      new PnpmLock(libraries).read(Trees.yaml(bytes));
    } else {
      readYarn(new YarnLock(libraries), bytes);
    }
  }

  private static void readYarn(YarnLock lock, byte[] bytes) throws IOException {
    var text = new String(bytes, UTF_8);
    if (text.contains(YARN_1)) {
      lock.read(text);
    } else {
      lock.read(Trees.yaml(bytes));
    }
  }

  private static boolean is(Pattern kind, String path) {
    return kind.matcher(path).matches();
  }

  private static Pattern named(String names) {
    return Pattern.compile("(?:.*/)?(?:" + names + ")");
  }
}
