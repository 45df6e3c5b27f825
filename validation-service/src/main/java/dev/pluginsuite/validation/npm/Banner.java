package dev.pluginsuite.validation.npm;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Finds libraries by the comments that minifiers keep, such as {@code /*! lodash 4.17.20 *}{@code
 * /} or {@code @license React v16.8.0}; their first lines too, where the name is on a line of its
 * own.
 */
final class Banner {
  private static final Pattern NAME_AND_VERSION =
      Pattern.compile(
          "(?:/\\*!+|@license|@preserve|^\\s*\\*)\\s*(?:@license\\s+)?"
              + "(@?[A-Za-z][A-Za-z0-9_.-]*(?:/[A-Za-z0-9_.-]+)?)"
              + "(?:\\s+(?:JavaScript\\s+)?(?:Library|Core))?"
              + "\\s*(?:-\\s*|@|,\\s*)?(?:v|version:?\\s*|V)?"
              + "(\\d{1,6}\\.\\d{1,6}\\.\\d{1,6}(?:-[0-9A-Za-z.-]{1,40})?)");

  /** The start of a comment that is to be kept, or its tag. */
  static final List<String> MARKS = List.of("/*!", "@license");

  // Those whose name on npm really ends in .js.
  private static final Set<String> WITH_JS =
      Set.of("chart.js", "highlight.js", "video.js", "bignumber.js", "decimal.js");
  private static final int LINES = 4;

  private int linesLeft;

  /** Of another file. */
  void restart() {
    linesLeft = 0;
  }

  /** Hands on the libraries that a line names. */
  void read(byte[] bytes, int length, boolean isMarked, String path, Consumer<NpmComponent> to) {
    linesLeft = isMarked ? LINES : linesLeft - 1;
    if (linesLeft > 0) {
      find(new String(bytes, 0, length, UTF_8), path, to);
    }
  }

  private static void find(String line, String path, Consumer<NpmComponent> to) {
    var matcher = NAME_AND_VERSION.matcher(line);
    while (matcher.find()) {
      var name = NpmNames.nameOrNull(nameOf(matcher.group(1)));
      if (name != null) {
        to.accept(new NpmComponent(name, matcher.group(2), null, null, path));
      }
    }
  }

  private static String nameOf(String written) {
    var name = written.toLowerCase(Locale.ROOT);
    return name.endsWith(".js") && !WITH_JS.contains(name)
        ? name.substring(0, name.length() - 3)
        : name;
  }
}
