/**
 * Tells those who asked what became known of approved packages, which another service finds out.
 */
@NullMarked
package dev.pluginsuite.registry.vulnerabilities;

import org.jspecify.annotations.NullMarked;
