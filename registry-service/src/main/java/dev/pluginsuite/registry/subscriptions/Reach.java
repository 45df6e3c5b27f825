package dev.pluginsuite.registry.subscriptions;

import dev.pluginsuite.common.security.Caller;
import dev.pluginsuite.common.security.Roles;
import dev.pluginsuite.registry.notices.NoticeScope;
import dev.pluginsuite.registry.notices.NoticeType;
import java.util.Set;

/**
 * What its owner may be told, as their token said when they last wrote the subscription: central IT
 * everything; developers what concerns their own packages; site admins what they could also read.
 *
 * @param all everything
 * @param own what concerns packages of {@code principal}
 * @param atSites what site admins may see, of {@code sites} or of every site
 */
record Reach(
    boolean all,
    boolean own,
    String principal,
    boolean atSites,
    boolean everySite,
    Set<String> sites) {

  static Reach of(Caller caller) {
    var scope = caller.sites();
    return new Reach(
        caller.is(Roles.CENTRAL_IT),
        caller.is(Roles.DEVELOPER),
        caller.principal(),
        caller.is(Roles.SITE_ADMIN),
        scope.all(),
        scope.sites());
  }

  boolean permits(NoticeType type, NoticeScope scope) {
    return all
        || (own && principal.equals(scope.owner()))
        || (atSites && permitsSite(type.sites(), scope.siteIds()));
  }

  private boolean permitsSite(NoticeType.Sites audience, Set<String> concerned) {
    return switch (audience) {
      case NONE -> false;
      case EVERY -> true;
      case CONCERNED -> concerned.stream().anyMatch(it -> everySite || sites.contains(it));
    };
  }

  /** Whether there could ever be a notice of this type for them. */
  boolean knows(NoticeType type) {
    return all || own || (atSites && type.sites() != NoticeType.Sites.NONE);
  }

  boolean covers(String siteId) {
    return all || (atSites && (everySite || sites.contains(siteId)));
  }
}
