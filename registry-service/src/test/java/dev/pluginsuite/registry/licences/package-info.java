@NullMarked
package dev.pluginsuite.registry.licences;

import org.jspecify.annotations.NullMarked;
