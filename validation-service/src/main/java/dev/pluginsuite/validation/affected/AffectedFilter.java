package dev.pluginsuite.validation.affected;

import dev.pluginsuite.api.registry.PackageStatus;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which are wanted; what is null does not matter. */
record AffectedFilter(
    @Nullable String advisory, @Nullable String status, @Nullable String packageId) {
  static AffectedFilter of(
      @Nullable String advisory, @Nullable PackageStatus status, @Nullable UUID packageId) {
    return new AffectedFilter(
        advisory,
        status == null ? null : status.name(),
        packageId == null ? null : packageId.toString());
  }
}
