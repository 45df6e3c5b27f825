/** The five services as processes of this machine, each with a configuration of its own. */
@NullMarked
package dev.pluginsuite.local.service;

import org.jspecify.annotations.NullMarked;
