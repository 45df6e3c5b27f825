package dev.pluginsuite.deployment.deployment;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;

/** How long a deployment waits for a second person. */
@ConfigMapping(prefix = "suite.approvals")
interface ApprovalConfig {
  /** After that it is cancelled: what was meant then may not be meant any more. */
  Duration timeout();
}
