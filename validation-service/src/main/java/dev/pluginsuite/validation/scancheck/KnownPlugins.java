package dev.pluginsuite.validation.scancheck;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** Which plugins there are. */
public interface KnownPlugins {
  /** None at all. */
  KnownPlugins NONE = (shortest, longest) -> List.of();

  /**
   * Those whose id has so many characters. Blocks: for worker threads.
   *
   * @throws IOException if they cannot be had now
   */
  List<KnownPlugin> ofLength(int shortest, int longest) throws IOException;

  /**
   * A plugin of somebody.
   *
   * @param since when that person submitted it first
   */
  record KnownPlugin(String pluginId, String submitter, Instant since) {}
}
