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
  private final WaveService waves;

  DeploymentReadService(
      DeploymentRepository deployments, TargetReadService targets, WaveService waves) {
    this.deployments = deployments;
    this.targets = targets;
    this.waves = waves;
  }

  @WithSession
  Uni<DeploymentView> get(UUID id) {
    return deployments
        .get(id)
        .chain(
            it ->
                deployments
                    .rollbackOf(id)
                    .chain(back -> waves.views(id).chain(its -> detail(it, its, back))));
  }

  private Uni<DeploymentView> detail(
      Deployment it, List<WaveView> its, @Nullable Deployment rollback) {
    return isSmall(it)
        ? targets
            .first(it.id)
            .map(
                found ->
                    DeploymentView.of(
                        it, found.stream().map(TargetView::siteId).toList(), found, its, rollback))
        : Uni.createFrom().item(DeploymentView.of(it, null, null, its, rollback));
  }

  /** The newest first. */
  @WithSession
  Uni<Page<HistoryView>> history(UUID id, PageRequest page) {
    return deployments
        .get(id)
        .chain(() -> deployments.history(id, page))
        .map(rows -> Page.of(rows.stream().map(HistoryView::of).toList(), page.limit));
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
      return Uni.createFrom().item(found.stream().map(it -> DeploymentView.of(it, null)).toList());
    }
    return targets
        .sites(small)
        .map(sites -> found.stream().map(it -> DeploymentView.of(it, sites.get(it.id))).toList());
  }

  @WithSession
  Uni<Page<TargetView>> targets(UUID id, @Nullable TargetStatus status, PageRequest page) {
    return deployments.get(id).chain(() -> targets.page(id, status, page));
  }

  private static boolean isSmall(Deployment it) {
    return it.targetCount <= TargetReadService.SHOWN;
  }
}
