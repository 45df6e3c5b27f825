@NullMarked
package dev.pluginsuite.deployment.strategy;

import org.jspecify.annotations.NullMarked;
