package dev.pluginsuite.installation.installation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pluginsuite.installation.InstallationProblem;
import jakarta.enterprise.context.ApplicationScoped;

/** Keeps the documents of sites small enough to be sent: no event is larger than 900 KiB. */
@ApplicationScoped
class DocumentLimit {
  /** The rest is for what surrounds the plugins, and for generations that grow. */
  private static final int MOST_BYTES = 880 << 10;

  private final ObjectMapper json;

  DocumentLimit(ObjectMapper json) {
    this.json = json;
  }

  /** What is on its way out counts too: the site may not be able to let it go. */
  void check(SitePlugins site) {
    var size = sizeOf(site);
    if (size > MOST_BYTES) {
      throw InstallationProblem.SITE_FULL.because(
          "With this the site's document would have %d bytes, and %d is the most; shorten configurations or remove plugins."
              .formatted(size, MOST_BYTES));
    }
  }

  private int sizeOf(SitePlugins site) {
    try {
      return json.writeValueAsBytes(site.open().stream().map(Installation::entry).toList()).length;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot write a document", e);
    }
  }
}
