package dev.pluginsuite.registry.packages;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Stream;

/** Which permissions an approver has to acknowledge one by one. */
@ConfigMapping(prefix = "suite.risk")
interface HighRisks {
  @WithDefault("users:write,configuration:write,audit_logs:read,work_orders:delete")
  Set<String> high();

  default Stream<String> among(Collection<String> permissions) {
    return permissions.stream().filter(high()::contains).sorted();
  }
}
