package dev.pluginsuite.installation.site;

import io.smallrye.mutiny.Uni;
import java.util.List;

/** Tells what would break at a site; given by a feature that knows plugins, as sites do not. */
public interface Foresight {
  /**
   * @param now the site as it is
   * @param then the same with other versions
   */
  Uni<List<Breakage>> breakages(SiteView now, SiteView then);
}
