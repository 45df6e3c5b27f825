/** What a site has, as a document that gives another site exactly the same. */
@NullMarked
package dev.pluginsuite.installation.lock;

import org.jspecify.annotations.NullMarked;
