package dev.pluginsuite.validation.npm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what Yarn would install: {@code yarn.lock} as Yarn 1 writes it, in a form of its own, and
 * as later ones do, in YAML. Neither tells what is for development only.
 */
final class YarnLock {
  private static final Pattern LOCAL = Pattern.compile("(?:workspace|link|portal|file|exec):.*");
  private static final String ALIAS = "npm:";

  private final LockedLibraries to;

  YarnLock(LockedLibraries to) {
    this.to = to;
  }

  /** Yarn 2 and later. */
  void read(JsonNode lock) {
    lock.properties().forEach(it -> locked(it.getValue()));
  }

  private void locked(JsonNode it) {
    var resolution = Descriptor.of(it.path("resolution").asText());
    if (!resolution.isLocal()) {
      to.add(resolution.name(), it.path("version").asText(), null, null);
    }
  }

  /**
   * Yarn 1: descriptors at the start of a line and with a colon at its end, then indented fields.
   */
  void read(String lock) {
    var entry = new Entry();
    for (var line : (Iterable<String>) lock.lines()::iterator) {
      if (!line.isBlank() && line.charAt(0) != ' ' && line.charAt(0) != '#') {
        entry.hand();
        entry = new Entry(Descriptor.first(line));
      } else {
        entry.field(line);
      }
    }
    entry.hand();
  }

  private final class Entry {
    private final @Nullable Descriptor descriptor;
    private @Nullable String version;
    private @Nullable String integrity;

    private Entry() {
      this(null);
    }

    private Entry(@Nullable Descriptor descriptor) {
      this.descriptor = descriptor;
    }

    /** Dependencies are indented further. */
    private void field(String line) {
      if (line.startsWith("  version ")) {
        version = unquoted(line.substring(10));
      } else if (line.startsWith("  integrity ")) {
        integrity = unquoted(line.substring(12));
      }
    }

    private void hand() {
      if (descriptor != null && !descriptor.isLocal()) {
        to.add(descriptor.name(), version, null, integrity);
      }
    }
  }

  private static String unquoted(String text) {
    return text.strip().replaceAll("^\"|\"$", "");
  }

  /**
   * What is asked for: a name and which version, or where it comes from.
   *
   * @param name the package's own, where it is installed under another
   */
  private record Descriptor(String name, String range) {
    /** Of several with commas between; all are about one package. */
    static Descriptor first(String line) {
      return of(unquoted(line.split(",|:$", 2)[0]));
    }

    /** What an alias stands for is no alias. */
    static Descriptor of(String text) {
      var written = split(text);
      var range = written.range;
      return range.startsWith(ALIAS) && range.indexOf('@', ALIAS.length() + 1) > 0
          ? split(range.substring(ALIAS.length()))
          : written;
    }

    private static Descriptor split(String text) {
      var at = text.indexOf('@', 1);
      return at < 0
          ? new Descriptor(text, "")
          : new Descriptor(text.substring(0, at), text.substring(at + 1));
    }

    boolean isLocal() {
      return LOCAL.matcher(range).matches();
    }
  }
}
