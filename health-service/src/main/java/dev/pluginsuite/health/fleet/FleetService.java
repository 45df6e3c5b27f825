package dev.pluginsuite.health.fleet;

import dev.pluginsuite.common.paging.Page;
import dev.pluginsuite.common.paging.PageRequest;
import dev.pluginsuite.common.security.SiteScope;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Reads how the fleet is. */
@ApplicationScoped
class FleetService {
  private final FleetRepository fleet;

  FleetService(FleetRepository fleet) {
    this.fleet = fleet;
  }

  @WithSession
  Uni<Page<GroupView>> groups(Grouping by, SiteScope scope, FleetFilter filter, PageRequest page) {
    return fleet
        .groups(by, scope, filter, Cursor.ofGroups(page.after()), page.limit + 1)
        .map(rows -> Page.of(rows, page.limit));
  }

  @WithSession
  Uni<Page<InstallationHealthView>> installations(
      SiteScope scope, FleetFilter filter, PageRequest page) {
    return fleet
        .installations(scope, filter, Cursor.ofInstallations(page.after()), page.limit + 1)
        .map(rows -> Page.of(rows, page.limit));
  }

  @WithSession
  Uni<List<FleetRepository.Count>> counts(int plugins) {
    return fleet.counts(plugins);
  }
}
