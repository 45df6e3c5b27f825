package dev.pluginsuite.installation.licence;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which sites a licence is for.
 *
 * @param siteIds empty for all of the enterprise
 * @param enterpriseId null for every enterprise
 */
record Scope(Set<String> siteIds, @Nullable String enterpriseId) {}
