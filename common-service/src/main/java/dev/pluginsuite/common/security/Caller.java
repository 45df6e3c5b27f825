package dev.pluginsuite.common.security;

import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonString;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * The person or agent behind the current request, as its token says. Deny by default: no claim, no
 * site.
 */
@RequestScoped
public class Caller {
  private static final String EVERY_SITE = "*";

  private final SecurityIdentity identity;
  private final HttpServerRequest request;

  Caller(SecurityIdentity identity, HttpServerRequest request) {
    this.identity = identity;
    this.request = request;
  }

  public boolean is(String role) {
    return identity.hasRole(role);
  }

  public boolean isAny(String... roles) {
    for (var role : roles) {
      if (is(role)) {
        return true;
      }
    }
    return false;
  }

  /** Stable over tokens, never shown: the token's subject. */
  public String principal() {
    var subject = token().getSubject();
    return subject == null ? identity.getPrincipal().getName() : subject;
  }

  /** What people know the caller by: the e-mail, otherwise the client's name. */
  public String name() {
    var email = token().<Object>getClaim("email");
    return email == null ? identity.getPrincipal().getName() : email.toString();
  }

  public Actor actor() {
    var remote = request.remoteAddress();
    return new Actor(name(), remote == null ? null : remote.hostAddress());
  }

  /** Central IT and auditors see every site; everybody else those that the token names. */
  public SiteScope sites() {
    if (isAny(Roles.CENTRAL_IT, Roles.AUDITOR)) {
      return SiteScope.ALL;
    }
    var named = namedSites();
    return named.contains(EVERY_SITE) && !is(Roles.SITE_AGENT)
        ? SiteScope.ALL
        : SiteScope.of(named);
  }

  /** The sites the token names, whatever the role. */
  public Set<String> namedSites() {
    var claim = token().<Object>getClaim("sites");
    if (claim instanceof Collection<?> many) {
      return many.stream().map(Caller::text).collect(Collectors.toUnmodifiableSet());
    }
    return claim == null ? Set.of() : Set.of(text(claim));
  }

  /** When the token was issued, in whole seconds. */
  public Instant authenticatedAt() {
    return Instant.ofEpochSecond(token().getIssuedAtTime());
  }

  private static String text(Object value) {
    return value instanceof JsonString json ? json.getString() : value.toString();
  }

  private JsonWebToken token() {
    return (JsonWebToken) identity.getPrincipal();
  }
}
