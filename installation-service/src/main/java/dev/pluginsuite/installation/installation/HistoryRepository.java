package dev.pluginsuite.installation.installation;

import dev.pluginsuite.common.paging.Page;
import dev.pluginsuite.common.paging.PageRequest;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

@ApplicationScoped
class HistoryRepository implements PanacheRepositoryBase<HistoryEntry, UUID> {
  /** The newest first. */
  Uni<Page<HistoryEntry>> page(UUID installationId, PageRequest page) {
    return find("installationId = ?1 and id < ?2 order by id desc", installationId, page.before())
        .range(0, page.limit)
        .list()
        .map(rows -> Page.of(rows, page.limit));
  }
}
