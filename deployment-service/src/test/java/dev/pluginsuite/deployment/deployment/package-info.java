/** The rules, without a database. */
@NullMarked
package dev.pluginsuite.deployment.deployment;

import org.jspecify.annotations.NullMarked;
