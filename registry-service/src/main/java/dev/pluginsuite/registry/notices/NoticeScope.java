package dev.pluginsuite.registry.notices;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whom a notice concerns.
 *
 * @param owner the token subject of the person whose package it is
 * @param siteIds the sites it concerns; empty for none in particular
 */
public record NoticeScope(
    @Nullable String registryId,
    @Nullable String pluginId,
    @Nullable String owner,
    Set<String> siteIds) {
  /** Of nobody and nothing: for what is sent to one subscription alone. */
  static final NoticeScope NOBODY = new NoticeScope(null, null, null, Set.of());
}
