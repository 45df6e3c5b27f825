package dev.pluginsuite.deployment.deployment;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.common.paging.Page;
import dev.pluginsuite.common.paging.PageRequest;
import dev.pluginsuite.common.republication.CurrentState;
import dev.pluginsuite.common.republication.StatePublisher;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Offers all deployments to be said again. */
@ApplicationScoped
class DeploymentPublisher implements StatePublisher {
  private final DeploymentRepository deployments;

  DeploymentPublisher(DeploymentRepository deployments) {
    this.deployments = deployments;
  }

  @Override
  public String topic() {
    return Topic.DEPLOYMENTS.topicName();
  }

  @Override
  public Uni<Page<CurrentState>> current(PageRequest page) {
    return deployments
        .list(DeploymentFilter.NONE, page)
        .map(rows -> Page.of(rows, page.limit))
        .map(rows -> rows.map(it -> new CurrentState(topic(), it.id, it.revision, it.state())));
  }
}
