/** Tests of what is shown of an installation's health. */
@NullMarked
package dev.pluginsuite.installation.health;

import org.jspecify.annotations.NullMarked;
