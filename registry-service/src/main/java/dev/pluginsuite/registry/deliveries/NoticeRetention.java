package dev.pluginsuite.registry.deliveries;

import dev.pluginsuite.registry.notices.NoticeService;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Forgets old notices and, with them, the log of their deliveries. */
@ApplicationScoped
class NoticeRetention {
  private final NoticeService notices;
  private final DeliveryConfig config;

  NoticeRetention(NoticeService notices, DeliveryConfig config) {
    this.notices = notices;
    this.config = config;
  }

  @Scheduled(every = "1h", delayed = "1m", concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> forget() {
    return notices.forget(config.kept()).replaceWithVoid();
  }
}
