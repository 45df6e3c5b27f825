package dev.pluginsuite.installation.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pluginsuite.installation.testing.InstallationTestResource;
import dev.pluginsuite.installation.testing.Rest;
import dev.pluginsuite.installation.testing.Tables;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two replicas, each with workers of its own, at the same queue. */
@QuarkusTest
@WithTestResource(InstallationTestResource.class)
class SiteTasksTest {
  private static final String KIND = "TEST";
  private static final int TASKS = 200;
  private static final int WORKERS = 4;

  @Inject DataSource database;
  @Inject SiteTasks tasks;

  @AfterEach
  void clean() throws SQLException {
    new Tables(database).change("delete from site_tasks where kind = 'TEST'");
  }

  @Test
  void each_task_is_done_once_though_workers_crash_and_leases_run_out() throws SQLException {
    var site = Rest.activeSite();
    var crashing = new Effect(new Random(7));
    var replicas = List.of(replica(crashing), replica(crashing));
    fill(site);

    await()
        .pollInterval(Duration.ofMillis(50))
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> {
              loseLeases();
              replicas.forEach(SiteTaskWorker::wake);
              return count("handled_at is null").equals("0");
            });

    assertThat(count("detail = 'x'")).isEqualTo(String.valueOf(TASKS));
    assertThat(crashing.crashes).hasPositiveValue();
    assertThat(crashing.most.get()).isBetween(2, 2 * WORKERS);
  }

  private SiteTaskWorker replica(SiteTaskHandler handler) {
    return new SiteTaskWorker(tasks, List.of(handler), () -> WORKERS);
  }

  private void fill(String site) throws SQLException {
    for (int i = 0; i < TASKS; i++) {
      new Tables(database)
          .change(
              "insert into site_tasks (kind, subject_id, site_id, detail, created_at, due_at) values ('TEST', cast(? as uuid), ?, '', now(), now())",
              UUID.randomUUID().toString(),
              site);
    }
  }

  /** As if whoever took them had been away for long: others take what is still being done. */
  private void loseLeases() throws SQLException {
    new Tables(database)
        .change(
            "update site_tasks set due_at = now() where (kind, subject_id, site_id) in (select kind, subject_id, site_id from site_tasks where kind = 'TEST' and handled_at is null for update skip locked)");
  }

  private String count(String condition) throws SQLException {
    return new Tables(database)
        .text("select count(*) from site_tasks where kind = 'TEST' and " + condition);
  }

  /** Leaves an x at each task, in the transaction that ends it; sometimes it comes only so far. */
  private final class Effect implements SiteTaskHandler {
    final AtomicInteger crashes = new AtomicInteger();
    final AtomicInteger most = new AtomicInteger();
    private final AtomicInteger busy = new AtomicInteger();
    private final Random random;

    Effect(Random random) {
      this.random = random;
    }

    @Override
    public String kind() {
      return KIND;
    }

    @Override
    public Uni<Void> handle(SiteTask task) {
      most.accumulateAndGet(busy.incrementAndGet(), Math::max);
      return Panache.withTransaction(
              () -> tasks.lock(task).chain(isOpen -> isOpen ? leave(task) : nothing()))
          .eventually(busy::decrementAndGet);
    }

    private Uni<Void> leave(SiteTask task) {
      return Panache.getSession()
          .chain(
              it ->
                  it.createNativeQuery(
                          "update site_tasks set detail = detail || 'x' where subject_id = ?1")
                      .setParameter(1, task.subjectId())
                      .executeUpdate())
          .invoke(this::perhapsCrash)
          .chain(() -> tasks.handled(task))
          .invoke(this::perhapsCrash);
    }

    private void perhapsCrash() {
      if (random.nextInt(10) == 0) {
        crashes.incrementAndGet();
        throw new IllegalStateException("crashed between two steps");
      }
    }

    @Override
    public Uni<Boolean> tellNextAgain() {
      return Uni.createFrom().item(false);
    }

    @Override
    public Uni<Integer> sweep() {
      return Uni.createFrom().item(0);
    }

    private static Uni<Void> nothing() {
      return Uni.createFrom().voidItem();
    }
  }
}
