package dev.pluginsuite.registry.egress;

import java.util.Map;

/**
 * What a server answered to a POST.
 *
 * @param status any, redirects included: they are not followed
 * @param headers by lower-case name
 * @param body its first bytes, read as UTF-8; whatever a stranger wrote
 */
public record Reply(int status, Map<String, String> headers, String body) {}
