package dev.pluginsuite.common.testing;

import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;

/** Bearer tokens as the suite's realm issues them. */
public final class Tokens {
  static final String ISSUER = "suite.test.oidc.issuer";
  static final String KEY = "suite.test.oidc.key";
  static final String KEY_ID = "test";

  private Tokens() {}

  public static String developer() {
    return of("dev", List.of("developer"), List.of());
  }

  public static String otherDeveloper() {
    return of("dev2", List.of("developer"), List.of());
  }

  public static String centralIt() {
    return of("it", List.of("central-it"), List.of());
  }

  public static String auditor() {
    return of("audit", List.of("auditor"), List.of());
  }

  public static String siteAdmin(String... sites) {
    return of("site-admin-of-" + String.join("-", sites), List.of("site-admin"), List.of(sites));
  }

  public static String siteAgent(String site) {
    return siteAgent(site, Instant.now());
  }

  public static String siteAgent(String site, Instant issuedAt) {
    return sign(claims("site-" + site, List.of("site-agent"), List.of(site)).issuedAt(issuedAt));
  }

  public static String service(String name) {
    return of(name, List.of("service"), List.of());
  }

  /** Any user: the e-mail is the name at example.com. */
  public static String of(String name, List<String> roles, List<String> sites) {
    return sign(claims(name, roles, sites));
  }

  private static JwtClaimsBuilder claims(String name, List<String> roles, List<String> sites) {
    return Jwt.issuer(config(ISSUER))
        .subject("sub-" + name)
        .upn(name)
        .claim("email", name + "@example.com")
        .claim("realm_access", Map.of("roles", roles))
        .claim("sites", sites)
        .audience("plugin-suite")
        .expiresAt(Instant.now().plus(Duration.ofHours(1)));
  }

  private static String sign(JwtClaimsBuilder claims) {
    return claims.jws().keyId(KEY_ID).sign(key());
  }

  private static PrivateKey key() {
    try {
      return KeyFactory.getInstance("RSA")
          .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(config(KEY))));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String config(String key) {
    return ConfigProvider.getConfig().getValue(key, String.class);
  }
}
