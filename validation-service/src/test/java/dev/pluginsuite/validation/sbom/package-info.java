@NullMarked
package dev.pluginsuite.validation.sbom;

import org.jspecify.annotations.NullMarked;
