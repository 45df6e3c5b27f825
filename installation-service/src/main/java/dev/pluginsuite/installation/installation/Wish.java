package dev.pluginsuite.installation.installation;

import dev.pluginsuite.installation.secret.Setup;

/** What somebody asked for. */
public record Wish(Desired desired, Setup configuration) {}
