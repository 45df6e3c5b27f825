package dev.pluginsuite.contracts.compatibility;

/** Who writes what a schema describes, and who reads it. */
public enum Use {
  /** Clients write it, we read it: we must go on taking what we took. */
  REQUEST,
  /** We write it, clients read it: they must go on finding what they found. */
  ANSWER,
  /**
   * We write it and everybody reads it, for years: both the reader of yesterday with the record of
   * today, and the reader of today with the record of yesterday.
   */
  EVENT;

  /** Whether a reader of ours has to understand what an older writer wrote. */
  boolean readsOld() {
    return this != ANSWER;
  }

  /** Whether an older reader has to understand what we write. */
  boolean isReadByOld() {
    return this != REQUEST;
  }
}
