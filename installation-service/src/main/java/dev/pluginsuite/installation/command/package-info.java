/** What deployment-service asks for, and the answers. */
@NullMarked
package dev.pluginsuite.installation.command;

import org.jspecify.annotations.NullMarked;
