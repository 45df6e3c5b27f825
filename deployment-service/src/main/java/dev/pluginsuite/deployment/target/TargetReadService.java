package dev.pluginsuite.deployment.target;

import dev.pluginsuite.common.paging.Page;
import dev.pluginsuite.common.paging.PageRequest;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Shows what became of deployments at their sites. */
@ApplicationScoped
public class TargetReadService {
  /** More results than these are read page by page. */
  public static final int SHOWN = 200;

  private final TargetRepository targets;

  TargetReadService(TargetRepository targets) {
    this.targets = targets;
  }

  @WithSession
  public Uni<Page<TargetView>> page(
      UUID deployment, @Nullable TargetStatus status, PageRequest page) {
    return targets
        .page(deployment, status, page.after(), page.limit + 1)
        .map(rows -> Page.of(rows.stream().map(TargetView::of).toList(), page.limit));
  }

  @WithSession
  public Uni<List<TargetView>> first(UUID deployment) {
    return targets
        .page(deployment, null, "", SHOWN)
        .map(rows -> rows.stream().map(TargetView::of).toList());
  }

  /** The sites of each deployment. */
  @WithSession
  public Uni<Map<UUID, List<String>>> sites(Collection<UUID> deployments) {
    return targets
        .sites(deployments)
        .map(
            rows ->
                rows.stream()
                    .collect(
                        Collectors.groupingBy(
                            it -> (UUID) it[0],
                            Collectors.mapping(it -> (String) it[1], Collectors.toList()))));
  }
}
