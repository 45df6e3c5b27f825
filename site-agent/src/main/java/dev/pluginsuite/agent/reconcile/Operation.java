package dev.pluginsuite.agent.reconcile;

import java.util.Locale;

/** The steps of a plan, as a failure names them. */
public enum Operation {
  DOWNLOAD,
  VERIFY,
  UNPACK,
  SECRETS,
  ACTIVATE,
  DEACTIVATE,
  REMOVE;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
