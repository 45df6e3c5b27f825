package dev.pluginsuite.common.security;

import java.util.Set;

/** The sites a caller may see and change: some, or all. */
public record SiteScope(boolean all, Set<String> sites) {
  public static final SiteScope ALL = new SiteScope(true, Set.of());

  public static SiteScope of(Set<String> sites) {
    return new SiteScope(false, Set.copyOf(sites));
  }

  public boolean contains(String siteId) {
    return all || sites.contains(siteId);
  }

  /** For SQL: {@code (:all or site_id = any(:sites))}. */
  public String[] asArray() {
    return sites.toArray(String[]::new);
  }
}
