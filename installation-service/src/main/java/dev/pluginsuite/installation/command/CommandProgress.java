package dev.pluginsuite.installation.command;

/** How far a command has come. */
enum CommandProgress {
  RECEIVED,
  ACCEPTED,
  REFUSED,
  SUCCEEDED,
  FAILED;

  boolean canBecome(CommandProgress next) {
    return switch (this) {
      case RECEIVED -> next == ACCEPTED || next == REFUSED;
      case ACCEPTED -> next == SUCCEEDED || next == FAILED;
      case REFUSED, SUCCEEDED, FAILED -> false;
    };
  }
}
