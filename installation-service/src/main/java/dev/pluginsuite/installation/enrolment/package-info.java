/** How an agent comes to its credentials: a token that works once. */
@NullMarked
package dev.pluginsuite.installation.enrolment;

import org.jspecify.annotations.NullMarked;
