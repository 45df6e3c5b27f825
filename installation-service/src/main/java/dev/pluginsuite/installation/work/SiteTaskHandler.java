package dev.pluginsuite.installation.work;

import io.smallrye.mutiny.Uni;

/** A feature with something to do at many sites. */
public interface SiteTaskHandler {
  /** Of its tasks, as in the database. */
  String kind();

  /**
   * One transaction, the end of the task included. Nothing is to be done if it has ended already.
   */
  Uni<Void> handle(SiteTask task);

  /** Tells one site again that could not do it; false when there is none. */
  Uni<Boolean> tellNextAgain();

  /** Makes tasks of what slipped through. */
  Uni<Integer> sweep();
}
