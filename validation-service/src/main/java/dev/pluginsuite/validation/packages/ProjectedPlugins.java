package dev.pluginsuite.validation.packages;

import dev.pluginsuite.validation.scancheck.KnownPlugins;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.List;

/** The plugins there are, for a check that waits for them. */
@ApplicationScoped
class ProjectedPlugins implements KnownPlugins {
  private final KnownPackageService packages;

  ProjectedPlugins(KnownPackageService packages) {
    this.packages = packages;
  }

  @Override
  public List<KnownPlugin> ofLength(int shortest, int longest) throws IOException {
    try {
      return VertxContextSupport.subscribeAndAwait(() -> packages.plugins(shortest, longest));
    } catch (Throwable e) {
      throw new IOException("The known plugins cannot be read: " + e.getMessage(), e);
    }
  }
}
