package dev.pluginsuite.installation.installation;

import java.util.Map;

/** What somebody asked for. */
public record Wish(Desired desired, Map<String, Object> configuration) {}
