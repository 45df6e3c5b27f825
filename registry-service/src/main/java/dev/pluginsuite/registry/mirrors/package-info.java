/** Which of the enterprise's packages a site's registry shows. */
@NullMarked
package dev.pluginsuite.registry.mirrors;

import org.jspecify.annotations.NullMarked;
