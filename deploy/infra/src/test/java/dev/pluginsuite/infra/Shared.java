package dev.pluginsuite.infra;

import dev.pluginsuite.infra.Infrastructure.Part;

/** One infrastructure for every test class; its shutdown hook stops it. */
final class Shared {
  static final Infrastructure INFRASTRUCTURE =
      Infrastructure.with(Part.values()).progress(System.out::println).start();

  private Shared() {}
}
