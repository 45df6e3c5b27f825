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

  /** Backends of a killed PostgreSQL that are still going. */
  boolean isPredecessorLeaving() {
    return String.valueOf(getMessage()).contains("pre-existing shared memory block");
  }
}
