package dev.pluginsuite.common.republication;

import dev.pluginsuite.common.paging.Page;
import dev.pluginsuite.common.paging.PageRequest;
import io.smallrye.mutiny.Uni;

/** Offers the rows behind a state topic, so that they can be said again. */
public interface StatePublisher {
  /** The topic, or the pattern of one topic for each subject. */
  String topic();

  /**
   * The subjects as they are now, in the order of their keys. Called within a transaction, and only
   * reads.
   */
  Uni<Page<CurrentState>> current(PageRequest page);
}
