@NullMarked
package dev.pluginsuite.contracts.requirement;

import org.jspecify.annotations.NullMarked;
