package dev.pluginsuite.registry.packages;

import org.jspecify.annotations.Nullable;

/** Somebody's decision about a package, and why. */
record Verdict(Reviewer by, @Nullable String reason, @Nullable String changeReference) {}
