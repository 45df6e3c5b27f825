package dev.pluginsuite.infra;

/** One part of the infrastructure, as a process or as a container. */
interface Server {
  /** Returns when it answers and holds what the suite needs; on the same ports as before. */
  void start() throws InterruptedException;

  /** Lets it finish what it is doing. */
  void stop();

  /** As a power cut would. */
  void kill();

  /** Stops it for good. */
  default void close() {
    stop();
  }
}
