package dev.pluginsuite.local.site;

import java.net.URI;
import java.nio.file.Path;

/**
 * A site on this machine.
 *
 * @param home of its agent; the plugins are unpacked below it
 */
public record DemoSite(String id, String name, int hostPort, Path home) {
  /** Of the process that plays the MES. */
  public URI hostUrl() {
    return URI.create("http://127.0.0.1:" + hostPort);
  }

  public Path plugins() {
    return home.resolve("plugins");
  }

  /** Where the agent keeps secret values. */
  Path secrets() {
    return home.resolve("secrets");
  }
}
