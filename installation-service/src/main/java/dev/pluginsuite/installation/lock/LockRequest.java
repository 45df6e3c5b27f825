package dev.pluginsuite.installation.lock;

import dev.pluginsuite.installation.installation.Decision;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body of an application of a lock.
 *
 * @param configuration by plugin id, over what the lock says: secrets, which no lock has, too
 * @param prune whether what is not in the lock goes, and what is newer is lowered
 * @param dryRun answers the plan and changes nothing
 * @param planHash of a plan that was looked at: exactly that one, or a refusal
 */
record LockRequest(
    @NotNull @Valid SiteLock lock,
    @Size(max = 500)
        @Nullable
            Map<@NotNull @Size(max = 256) String, @NotNull @Size(max = 500) Map<String, Object>>
            configuration,
    @Nullable Boolean prune,
    @Nullable Boolean dryRun,
    @Size(max = 64) @Nullable String planHash,
    @Size(max = 2000) @Nullable String reason,
    @Size(max = 255) @Nullable String changeReference) {

  boolean isDryRun() {
    return Boolean.TRUE.equals(dryRun);
  }

  LockOrder order(String siteId, Decision decision) {
    return new LockOrder(
        siteId,
        lock,
        configuration == null ? Map.of() : configuration,
        Boolean.TRUE.equals(prune),
        planHash,
        decision);
  }
}
