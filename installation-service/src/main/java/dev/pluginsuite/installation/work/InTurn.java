package dev.pluginsuite.installation.work;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.function.Function;

/** Work on several things in one transaction: a session does one thing at a time. */
public final class InTurn {
  private InTurn() {}

  /** The first failure ends it. */
  public static <T> Uni<Void> each(Collection<T> all, Function<T, Uni<Void>> work) {
    return Multi.createFrom()
        .iterable(all)
        .onItem()
        .transformToUniAndConcatenate(it -> work.apply(it))
        .collect()
        .last()
        .replaceWithVoid();
  }
}
