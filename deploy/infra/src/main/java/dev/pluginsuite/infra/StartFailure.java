package dev.pluginsuite.infra;

/** A part did not start; the message says why, with the end of its log. */
final class StartFailure extends RuntimeException {
  StartFailure(String message) {
    super(message);
  }

  boolean isPortTaken() {
    var message = String.valueOf(getMessage());
    return message.contains("Address already in use") || message.contains("already bound");
  }

  /** A killed PostgreSQL, or a backend of it, that is not quite gone. */
  boolean isPredecessorLeaving() {
    var message = String.valueOf(getMessage());
    return message.contains("pre-existing shared memory block")
        || message.contains("\"postmaster.pid\" already exists");
  }
}
