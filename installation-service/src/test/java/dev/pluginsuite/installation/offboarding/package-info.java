/** Tests. */
@NullMarked
package dev.pluginsuite.installation.offboarding;

import org.jspecify.annotations.NullMarked;
