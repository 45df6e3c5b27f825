package dev.pluginsuite.common.app;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.common.idempotency.Idempotency;
import dev.pluginsuite.common.idempotency.IdempotentRequest;
import dev.pluginsuite.common.outbox.Outbox;
import dev.pluginsuite.common.paging.Page;
import dev.pluginsuite.common.paging.PageRequest;
import dev.pluginsuite.common.problem.CommonProblem;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Use cases that end well, and one that does not. */
@ApplicationScoped
public class NoteService {
  private final Outbox outbox;
  private final Idempotency idempotency;

  NoteService(Outbox outbox, Idempotency idempotency) {
    this.outbox = outbox;
    this.idempotency = idempotency;
  }

  @WithTransaction
  public Uni<UUID> write(String text) {
    return persisted(text).map(it -> it.id);
  }

  @WithTransaction
  public Uni<UUID> writeAndFail(String text) {
    return failing(text).map(it -> it.id);
  }

  @WithTransaction
  public Uni<UUID> writeOnce(IdempotentRequest request, String text, boolean fails) {
    return idempotency
        .once(request, () -> fails ? failing(text) : persisted(text), it -> it.id, this::get)
        .map(it -> it.id);
  }

  @WithTransaction
  public Uni<Void> rewrite(UUID id, String text) {
    return get(id)
        .invoke(it -> it.rewrite(text))
        .chain(
            it ->
                outbox.state(Topic.PACKAGES.topicName(), id, "rewritten", it.revision, it.state()));
  }

  /** Another replica commits between our read and our write. */
  @WithTransaction
  public Uni<Void> rewriteWhileAnotherDoes(UUID id) {
    return get(id)
        .invoke(
            it -> {
              try (var replica = Database.replica()) {
                replica.execute("update notes set version = version + 1 where id = ?", id);
              }
              it.rewrite("too late");
            })
        .replaceWithVoid();
  }

  @WithSession
  Uni<List<Note>> list(PageRequest page, @Nullable String textLike) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createQuery(
                        "from Note where id < :before and text like :text order by id desc",
                        Note.class)
                    .setParameter("before", page.before())
                    .setParameter("text", textLike == null ? "%" : textLike)
                    .setMaxResults(page.limit + 1)
                    .getResultList());
  }

  @WithSession
  Uni<Page<Note>> page(PageRequest page) {
    return list(page, null).map(rows -> Page.of(rows, page.limit));
  }

  private Uni<Note> get(UUID id) {
    return Panache.getSession().chain(session -> session.find(Note.class, id));
  }

  private Uni<Note> failing(String text) {
    return persisted(text)
        .call(() -> Panache.getSession().chain(session -> session.flush()))
        .map(
            it -> {
              throw CommonProblem.UNAVAILABLE.because("Not today.");
            });
  }

  private Uni<Note> persisted(String text) {
    var note = new Note(text);
    return Panache.getSession()
        .chain(session -> session.persist(note))
        .chain(
            () ->
                outbox.state(
                    Topic.PACKAGES.topicName(), note.id, "written", note.revision, note.state()))
        .replaceWith(note);
  }
}
