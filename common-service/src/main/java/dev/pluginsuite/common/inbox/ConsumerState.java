package dev.pluginsuite.common.inbox;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a service has come on a topic.
 *
 * @param consumers processes that have a partition of it
 * @param lag offsets between what was consumed and the end; marks of Kafka's transactions count too
 *     as long as there is a record left
 * @param partitions in their order
 */
record ConsumerState(String topic, int consumers, long lag, List<PartitionState> partitions) {
  boolean isAtEnd() {
    return lag == 0;
  }

  /**
   * @param consumer the member of the group that has it; null while nobody has
   * @param host from where that one talks to Kafka
   * @param waiting the first record that was not applied yet; null if there is none
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record PartitionState(
      int partition,
      long lag,
      @Nullable String consumer,
      @Nullable String host,
      @Nullable WaitingRecord waiting) {}

  /**
   * @param since when it was said
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record WaitingRecord(long offset, @Nullable String key, Instant since) {}
}
