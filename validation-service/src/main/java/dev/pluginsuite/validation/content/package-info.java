/** The bytes of packages, as registry-service hands them out. */
@NullMarked
package dev.pluginsuite.validation.content;

import org.jspecify.annotations.NullMarked;
