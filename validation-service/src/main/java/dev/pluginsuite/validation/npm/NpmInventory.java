package dev.pluginsuite.validation.npm;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which npm libraries are in one package: those installed, those locked, those bundled. */
public final class NpmInventory {
  /** Of lines that may name bundled libraries. */
  public static final List<String> MARKS = Banner.MARKS;

  private static final int MOST_COMPONENTS = 5_000;
  private static final int LARGEST_PACKAGE_JSON = 1 << 20;
  private static final Pattern MANIFEST = Pattern.compile("(?:(.*)/)?package\\.json");
  private static final Pattern SCRIPT = Pattern.compile(".*\\.[cm]?js");
  private static final Pattern INSTALLED =
      Pattern.compile("(?:.*/)?node_modules/(?:@[^/]+/)?[^/@][^/]*");

  private final List<NpmPackage> packages = new ArrayList<>();
  private final Map<String, NpmComponent> components = new LinkedHashMap<>();
  private final List<String> unread = new ArrayList<>();
  private final Banner banner = new Banner();
  private String path = "";
  private boolean isScript;
  private boolean isFull;
  private @Nullable ByteArrayOutputStream content;

  public void fileBegins(String filePath, long size) {
    path = filePath;
    isScript = SCRIPT.matcher(path).matches();
    banner.restart();
    var largest = largest();
    var isRead = largest > 0 && size <= largest;
    content = isRead ? new ByteArrayOutputStream((int) size) : null;
    if (largest > 0 && !isRead) {
      unread.add(path);
    }
  }

  public void bytes(byte[] chunk, int length) {
    if (content != null) {
      content.write(chunk, 0, length);
    }
  }

  /**
   * @param isMarked whether one of the {@link #MARKS} is in it, in any case
   */
  public void line(byte[] bytes, int length, boolean isMarked) {
    if (isScript) {
      banner.read(bytes, length, isMarked, path, this::add);
    }
  }

  public void fileEnds() {
    if (content != null) {
      read(content.toByteArray());
      content = null;
    }
  }

  /** Every package.json that could be read. */
  public Collection<NpmPackage> packages() {
    return List.copyOf(packages);
  }

  /**
   * The libraries, each name and version once.
   *
   * @param pluginId whose own package.json is no library
   */
  public List<NpmComponent> components(@Nullable String pluginId) {
    var all = new LinkedHashMap<String, NpmComponent>();
    packages.stream()
        .filter(it -> isLibrary(it, pluginId))
        .map(NpmInventory::component)
        .forEach(it -> all.putIfAbsent(it.purl(), it));
    components.forEach(all::putIfAbsent);
    return all.values().stream().limit(MOST_COMPONENTS).toList();
  }

  /** Whether there are more libraries than {@link #components} tells. */
  public boolean isFull() {
    return isFull || packages.size() + components.size() > MOST_COMPONENTS;
  }

  /** Files that would have named libraries, had they not been too large, or no JSON or YAML. */
  public List<String> unread() {
    return List.copyOf(unread);
  }

  private int largest() {
    if (MANIFEST.matcher(path).matches()) {
      return LARGEST_PACKAGE_JSON;
    }
    return LockFiles.isOne(path) ? LockFiles.LARGEST : 0;
  }

  private void read(byte[] bytes) {
    try {
      var manifest = MANIFEST.matcher(path);
      if (manifest.matches()) {
        var folder = manifest.group(1);
        packages.add(PackageJson.read(folder == null ? "" : folder, Trees.json(bytes)));
      } else {
        LockFiles.read(path, bytes, this::add);
      }
    } catch (IOException e) {
      unread.add(path);
    }
  }

  private void add(NpmComponent component) {
    if (components.size() < MOST_COMPONENTS) {
      components.putIfAbsent(component.purl(), component);
    } else {
      isFull |= !components.containsKey(component.purl());
    }
  }

  /**
   * Below node_modules only what is installed: what lies deeper is what libraries are tested with.
   */
  private static boolean isLibrary(NpmPackage it, @Nullable String pluginId) {
    var isBelow = it.folder().contains("node_modules/");
    return it.name() != null
        && it.version() != null
        && (isBelow
            ? INSTALLED.matcher(it.folder()).matches()
            : it.isPublished() && !it.isOf(pluginId));
  }

  private static NpmComponent component(NpmPackage it) {
    return new NpmComponent(
        String.valueOf(it.name()), String.valueOf(it.version()), it.licence(), null, it.path());
  }
}
