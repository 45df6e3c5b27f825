@NullMarked
package dev.pluginsuite.validation.antivirus;

import org.jspecify.annotations.NullMarked;
