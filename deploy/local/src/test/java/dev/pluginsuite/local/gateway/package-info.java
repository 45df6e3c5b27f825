@NullMarked
package dev.pluginsuite.local.gateway;

import org.jspecify.annotations.NullMarked;
