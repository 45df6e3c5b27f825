package dev.pluginsuite.installation.command;

import dev.pluginsuite.installation.install.Order;
import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a command comes to at its site, as the site is now.
 *
 * @param order what is to be installed or to take another version's place; null where no package
 *     comes
 * @param carryOut does it, in the transaction in which it was worked out
 */
record Intention(@Nullable Order order, Supplier<Uni<Execution.Begun>> carryOut) {
  /** Without a package. */
  static Intention of(Supplier<Uni<Execution.Begun>> carryOut) {
    return new Intention(null, carryOut);
  }
}
