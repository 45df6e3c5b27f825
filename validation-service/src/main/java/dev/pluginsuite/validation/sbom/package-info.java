/** What is in a package, as a CycloneDX bill of materials, and who has what. */
@NullMarked
package dev.pluginsuite.validation.sbom;

import org.jspecify.annotations.NullMarked;
