package dev.pluginsuite.agent.reconcile;

import dev.pluginsuite.api.installation.DesiredState;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/** A registry that has every package. */
final class FakePackages implements Packages {
  final List<String> downloads = new ArrayList<>();
  final Set<String> refused = new HashSet<>();
  boolean isAway;
  private final BiFunction<String, String, byte[]> contents;

  FakePackages(BiFunction<String, String, byte[]> contents) {
    this.contents = contents;
  }

  @Override
  public Archive download(DesiredState.Plugin plugin) throws IOException {
    if (isAway) {
      throw new Unavailable("The registry is away");
    }
    var name = plugin.pluginId() + " " + plugin.packageRef().version();
    downloads.add(name);
    if (refused.contains(name)) {
      throw new IOException("404: " + name);
    }
    return new Content(contents.apply(plugin.pluginId(), plugin.packageRef().version()));
  }

  @Override
  public void verify(DesiredState.Plugin plugin, Archive archive) throws IOException {
    if (!archive.sha256().equals(plugin.packageRef().checksum())) {
      throw new IOException("Expected sha256 " + plugin.packageRef().checksum());
    }
  }

  private static final class Content implements Archive {
    private final byte[] bytes;

    Content(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public InputStream open() {
      return new ByteArrayInputStream(bytes);
    }

    @Override
    public long size() {
      return bytes.length;
    }

    @Override
    public String sha256() {
      return Documents.sha256(bytes);
    }

    @Override
    public void close() {}
  }
}
