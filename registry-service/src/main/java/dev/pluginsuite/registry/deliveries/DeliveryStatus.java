package dev.pluginsuite.registry.deliveries;

/** What became of a delivery. Whatever has ended can be asked for again. */
enum DeliveryStatus {
  PENDING,
  DELIVERED,
  /** Tried as often as it is worth. */
  DEAD
}
