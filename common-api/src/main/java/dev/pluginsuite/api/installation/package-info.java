/** Sites, installations, the desired state of a site and the reports about it. */
@NullMarked
package dev.pluginsuite.api.installation;

import org.jspecify.annotations.NullMarked;
