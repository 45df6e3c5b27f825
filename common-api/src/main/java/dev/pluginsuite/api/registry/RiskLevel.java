package dev.pluginsuite.api.registry;

/** The highest risk among a package's permissions; the order is the rank. */
public enum RiskLevel {
  LOW,
  MEDIUM,
  HIGH;

  public RiskLevel max(RiskLevel other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
