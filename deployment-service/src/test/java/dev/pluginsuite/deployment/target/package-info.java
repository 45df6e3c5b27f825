/** The rules, without a database. */
@NullMarked
package dev.pluginsuite.deployment.target;

import org.jspecify.annotations.NullMarked;
