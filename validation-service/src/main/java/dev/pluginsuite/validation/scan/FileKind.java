package dev.pluginsuite.validation.scan;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a file is by its name. */
public enum FileKind {
  CODE("js", "cjs", "mjs", "jsx", "ts", "cts", "mts", "tsx"),
  SCRIPT("sh", "bash", "zsh", "fish", "ps1", "psm1", "bat", "cmd", "vbs", "py", "rb", "pl", "php"),
  MARKUP("html", "htm", "xhtml", "vue", "svelte", "svg"),
  STYLE("css", "scss", "sass", "less"),
  DATA("json", "json5", "yaml", "yml", "xml", "csv", "sql", "graphql"),
  CONFIG("env", "properties", "ini", "conf", "cfg", "toml", "pem", "key", "npmrc"),
  DOCUMENT("md", "markdown", "txt", "rst", "adoc"),
  SOURCE_MAP("map"),
  OTHER;

  private static final Set<String> DOCUMENTS =
      Set.of("readme", "license", "licence", "changelog", "notice", "authors", "contributors");
  private static final List<String> DECLARATIONS = List.of(".d.ts", ".d.mts", ".d.cts");

  private final Set<String> extensions;

  FileKind(String... extensions) {
    this.extensions = Set.of(extensions);
  }

  /** A type declaration holds no code, only what would be said about some. */
  public static FileKind of(String path) {
    var name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    if (DECLARATIONS.stream().anyMatch(name::endsWith) || DOCUMENTS.contains(name)) {
      return DOCUMENT;
    }
    var extension = name.substring(name.lastIndexOf('.') + 1);
    return Arrays.stream(values())
        .filter(it -> it.extensions.contains(extension))
        .findFirst()
        .orElse(name.startsWith(".") ? CONFIG : OTHER);
  }
}
