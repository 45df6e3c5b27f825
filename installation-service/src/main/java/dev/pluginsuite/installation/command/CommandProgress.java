package dev.pluginsuite.installation.command;

/** How far a command has come. */
enum CommandProgress {
  RECEIVED,
  ACCEPTED,
  REFUSED,
  SUCCEEDED,
  FAILED,
  WITHDRAWN;

  boolean canBecome(CommandProgress next) {
    return switch (this) {
      case RECEIVED -> next == ACCEPTED || next == REFUSED || next == WITHDRAWN;
      case ACCEPTED -> next == SUCCEEDED || next == FAILED || next == WITHDRAWN;
      case REFUSED, SUCCEEDED, FAILED, WITHDRAWN -> false;
    };
  }

  /** Whether it has not come to its end. */
  boolean isOpen() {
    return this == RECEIVED || this == ACCEPTED;
  }
}
