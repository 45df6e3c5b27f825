package dev.pluginsuite.common.deadletter;

import org.jspecify.annotations.Nullable;

/**
 * What became of a dead letter.
 *
 * @param offset of the letter among the dead letters
 * @param failure why it still cannot be handled; null if it was
 */
record Replayed(long offset, @Nullable String key, boolean handled, @Nullable String failure) {
  static Replayed handled(DeadLetter it) {
    return new Replayed(it.offset(), it.key(), true, null);
  }

  static Replayed failed(DeadLetter it, Throwable why) {
    return new Replayed(it.offset(), it.key(), false, why.toString());
  }
}
