package dev.pluginsuite.local.journey;

import dev.pluginsuite.local.api.Api;
import dev.pluginsuite.local.api.Tokens;
import dev.pluginsuite.local.api.User;
import dev.pluginsuite.local.site.DemoSite;
import java.net.URI;
import java.util.List;

/** What the journey meets: one address, the users' tokens, and the sites as they really are. */
public record World(URI gateway, Tokens tokens, List<DemoSite> sites) {
  public Api as(User user) {
    return new Api(gateway, tokens, user);
  }
}
