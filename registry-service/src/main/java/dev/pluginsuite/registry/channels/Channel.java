package dev.pluginsuite.registry.channels;

/** How a subscriber is told. */
public enum Channel {
  WEBHOOK,
  EMAIL
}
