package dev.pluginsuite.registry.versions;

import dev.pluginsuite.api.registry.PackageStatus;
import dev.pluginsuite.common.security.Caller;
import dev.pluginsuite.common.security.Roles;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Of which packages the catalogue may tell a caller: central IT and auditors of all; site admins of
 * what is released; developers of what can be installed.
 */
public record CatalogVisibility(Set<PackageStatus> statuses) {
  private static final Set<PackageStatus> RELEASED =
      EnumSet.of(PackageStatus.APPROVED, PackageStatus.DEPRECATED);

  public static CatalogVisibility of(Caller caller) {
    if (caller.isAny(Roles.CENTRAL_IT, Roles.AUDITOR)) {
      return new CatalogVisibility(EnumSet.allOf(PackageStatus.class));
    }
    return new CatalogVisibility(
        caller.is(Roles.SITE_ADMIN) ? RELEASED : EnumSet.of(PackageStatus.APPROVED));
  }

  /** What the caller sees without asking for a status. */
  public EnumSet<PackageStatus> released() {
    var released = EnumSet.copyOf(RELEASED);
    released.retainAll(statuses);
    return released;
  }

  /**
   * Narrowed to a status, or to what is released.
   *
   * @param status null for what is released
   */
  public CatalogVisibility to(@Nullable PackageStatus status) {
    var narrowed = status == null ? released() : EnumSet.of(status);
    narrowed.retainAll(statuses);
    return new CatalogVisibility(narrowed);
  }

  /** Whether all that is seen is released. */
  public boolean isReleasedOnly() {
    return RELEASED.containsAll(statuses);
  }

  public boolean seesDeprecated() {
    return statuses.contains(PackageStatus.DEPRECATED);
  }

  /** For SQL: {@code status = any(...)}. */
  public String[] names() {
    return names(statuses);
  }

  public static String[] names(Set<PackageStatus> statuses) {
    return statuses.stream().map(Enum::name).sorted().toArray(String[]::new);
  }
}
