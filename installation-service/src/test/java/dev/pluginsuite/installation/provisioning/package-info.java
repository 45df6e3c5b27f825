@NullMarked
package dev.pluginsuite.installation.provisioning;

import org.jspecify.annotations.NullMarked;
