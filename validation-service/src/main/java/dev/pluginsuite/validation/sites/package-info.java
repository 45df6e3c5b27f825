/** Which MES versions the sites have. */
@NullMarked
package dev.pluginsuite.validation.sites;

import org.jspecify.annotations.NullMarked;
