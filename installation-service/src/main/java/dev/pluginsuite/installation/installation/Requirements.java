package dev.pluginsuite.installation.installation;

import java.util.List;

/** The plugins that one needs. An object of its own: the driver cannot read a bare JSON array. */
record Requirements(List<String> pluginIds) {}
