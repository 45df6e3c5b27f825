package dev.pluginsuite.deployment.deployment;

import dev.pluginsuite.common.paging.Page;
import dev.pluginsuite.common.paging.PageRequest;
import dev.pluginsuite.deployment.target.TargetReadService;
import dev.pluginsuite.deployment.target.TargetStatus;
import dev.pluginsuite.deployment.target.TargetView;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Shows deployments: small ones with their sites, large ones with where to read them. */
@ApplicationScoped
class DeploymentReadService {
  private final DeploymentRepository deployments;
  private final TargetReadService targets;

  DeploymentReadService(DeploymentRepository deployments, TargetReadService targets) {
    this.deployments = deployments;
    this.targets = targets;
  }

  @WithSession
  Uni<DeploymentView> get(UUID id) {
    return deployments
        .get(id)
        .chain(
            it ->
                isSmall(it)
                    ? targets.first(id).map(found -> detail(it, found))
                    : Uni.createFrom().item(DeploymentView.of(it, null, null)));
  }

  private static DeploymentView detail(Deployment it, List<TargetView> found) {
    return DeploymentView.of(it, found.stream().map(TargetView::siteId).toList(), found);
  }

  @WithSession
  Uni<Page<DeploymentView>> list(DeploymentFilter filter, PageRequest page) {
    return deployments
        .list(filter, page)
        .chain(this::withSites)
        .map(rows -> Page.of(rows, page.limit));
  }

  private Uni<List<DeploymentView>> withSites(List<Deployment> found) {
    var small = found.stream().filter(DeploymentReadService::isSmall).map(it -> it.id).toList();
    if (small.isEmpty()) {
      return Uni.createFrom()
          .item(found.stream().map(it -> DeploymentView.of(it, null, null)).toList());
    }
    return targets
        .sites(small)
        .map(
            sites ->
                found.stream().map(it -> DeploymentView.of(it, sites.get(it.id), null)).toList());
  }

  @WithSession
  Uni<Page<TargetView>> targets(UUID id, @Nullable TargetStatus status, PageRequest page) {
    return deployments.get(id).chain(() -> targets.page(id, status, page));
  }

  private static boolean isSmall(Deployment it) {
    return it.targetCount <= TargetReadService.SHOWN;
  }
}
