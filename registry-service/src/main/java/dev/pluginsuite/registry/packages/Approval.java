package dev.pluginsuite.registry.packages;

import dev.pluginsuite.api.registry.LicenseType;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's approval.
 *
 * @param license which licence the plugin needs from now on; null for what its manifest says
 * @param isEnough whether it takes no second approver
 */
record Approval(Verdict verdict, @Nullable LicenseType license, boolean isEnough) {}
