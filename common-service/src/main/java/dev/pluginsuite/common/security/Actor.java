package dev.pluginsuite.common.security;

import org.jspecify.annotations.Nullable;

/**
 * Who does something: a person, a site's agent or a part of the suite.
 *
 * @param name e-mail, client id, or {@code system:} and the part
 * @param address where the request came from
 */
public record Actor(String name, @Nullable String address) {
  public static Actor system(String part) {
    return new Actor("system:" + part, null);
  }
}
