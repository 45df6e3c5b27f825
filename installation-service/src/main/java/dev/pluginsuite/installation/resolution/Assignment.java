package dev.pluginsuite.installation.resolution;

import org.jspecify.annotations.Nullable;

/**
 * One entry of a partial solution.
 *
 * @param allowed what may still become of the plugin from here on
 * @param cause what it was derived from; null if it was decided
 */
record Assignment(
    Plugin plugin, VersionSet allowed, int index, int level, @Nullable Incompatibility cause) {}
