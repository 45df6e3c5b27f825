package dev.pluginsuite.common.idempotency;

import dev.pluginsuite.common.problem.CommonProblem;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The same request twice has one effect: its key is written in the effect's transaction, so a
 * second one waits for the first on the unique row and then finds what it made. After a rollback
 * nothing is remembered.
 */
@ApplicationScoped
public class Idempotency {
  private static final String CLAIM =
      """
      insert into idempotency_key (principal, method, path, key, body_hash) values (?1, ?2, ?3, ?4, ?5)
      on conflict do nothing""";
  private static final String WHERE =
      " where principal = ?1 and method = ?2 and path = ?3 and key = ?4";
  private static final String REMEMBER = "update idempotency_key set resource = ?5" + WHERE;
  private static final String RECALL = "select body_hash, resource from idempotency_key" + WHERE;

  /**
   * Runs the effect once.
   *
   * @param effect makes or changes something, in the current transaction
   * @param id of what it made
   * @param replay reads that again for a repeated request
   */
  public <T> Uni<T> once(
      IdempotentRequest request,
      Supplier<Uni<T>> effect,
      Function<T, UUID> id,
      Function<UUID, Uni<T>> replay) {
    return onceNamed(
        request, effect, it -> id.apply(it).toString(), it -> replay.apply(UUID.fromString(it)));
  }

  /** The same for things with names of their own. */
  public <T> Uni<T> onceNamed(
      IdempotentRequest request,
      Supplier<Uni<T>> effect,
      Function<T, String> id,
      Function<String, Uni<T>> replay) {
    if (request.key() == null) {
      return effect.get();
    }
    return execute(CLAIM, request, request.bodyHash())
        .chain(
            fresh ->
                fresh == 1
                    ? effect.get().call(it -> execute(REMEMBER, request, id.apply(it)))
                    : recall(request).chain(replay::apply));
  }

  /**
   * Whether the request was answered before, for those who have to prepare its effect outside of
   * the transaction. Whether it is the same request says only {@link #once}.
   */
  public Uni<Boolean> isKnown(IdempotentRequest request) {
    if (request.key() == null) {
      return Uni.createFrom().item(false);
    }
    return Panache.getSession()
        .chain(
            session ->
                bind(session.createNativeQuery(RECALL, Object[].class), request).getResultList())
        .map(rows -> !rows.isEmpty());
  }

  private static Uni<Integer> execute(String sql, IdempotentRequest request, String fifth) {
    return Panache.getSession()
        .chain(
            session ->
                bind(session.createNativeQuery(sql), request)
                    .setParameter(5, fifth)
                    .executeUpdate());
  }

  private static Uni<String> recall(IdempotentRequest request) {
    return Panache.getSession()
        .chain(
            session ->
                bind(session.createNativeQuery(RECALL, Object[].class), request).getSingleResult())
        .map(
            row -> {
              if (!request.bodyHash().equals(row[0])) {
                throw CommonProblem.IDEMPOTENCY_KEY_REUSED.because(
                    "This Idempotency-Key was sent with another body; take a new key for a new request.");
              }
              return String.valueOf(row[1]);
            });
  }

  private static <Q extends Mutiny.AbstractQuery> Q bind(Q query, IdempotentRequest it) {
    query.setParameter(1, it.principal());
    query.setParameter(2, it.method());
    query.setParameter(3, it.path());
    query.setParameter(4, it.key());
    return query;
  }
}
