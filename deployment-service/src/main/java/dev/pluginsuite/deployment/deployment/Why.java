package dev.pluginsuite.deployment.deployment;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Why something is decided: for the audit, and the body of a decision. */
record Why(
    @Nullable @Size(min = 1, max = 2000, message = "must have 1 to 2000 characters") String reason,
    @Nullable @Size(min = 1, max = 255, message = "must have 1 to 255 characters")
        String changeReference) {

  static final Why NONE = new Why(null, null);
}
