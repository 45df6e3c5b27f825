@NullMarked
package dev.pluginsuite.validation.osv;

import org.jspecify.annotations.NullMarked;
