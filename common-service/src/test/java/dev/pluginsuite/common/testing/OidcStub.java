package dev.pluginsuite.common.testing;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;

/**
 * Discovery document and key set of an issuer on a loopback port. Keycloak takes its place in the
 * system tests.
 */
final class OidcStub implements AutoCloseable {
  private static final String DISCOVERY =
      """
      {"issuer":"%1$s","jwks_uri":"%1$s/jwks","token_endpoint":"%1$s/token","authorization_endpoint":"%1$s/auth",\
      "introspection_endpoint":"%1$s/introspect","subject_types_supported":["public"],\
      "response_types_supported":["code"],"id_token_signing_alg_values_supported":["RS256"]}""";
  private static final String JWKS =
      "{\"keys\":[{\"kty\":\"RSA\",\"use\":\"sig\",\"alg\":\"RS256\",\"kid\":\"%s\",\"n\":\"%s\",\"e\":\"%s\"}]}";

  private final HttpServer http;
  private final KeyPair keys;

  OidcStub() {
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      keys = generator.generateKeyPair();
      http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var key = (RSAPublicKey) keys.getPublic();
    serve("/realms/test/.well-known/openid-configuration", DISCOVERY.formatted(issuer()));
    serve(
        "/realms/test/jwks",
        JWKS.formatted(Tokens.KEY_ID, base64(key.getModulus()), base64(key.getPublicExponent())));
    // It would take anything for a token: nobody may ask it.
    serve(
        "/realms/test/introspect",
        "{\"active\":true,\"sub\":\"anybody\",\"username\":\"anybody\"}");
    http.start();
  }

  String issuer() {
    return "http://127.0.0.1:" + http.getAddress().getPort() + "/realms/test";
  }

  /** PKCS #8, base64: the tests run in another class loader and get it by configuration. */
  String privateKey() {
    return Base64.getEncoder().encodeToString(keys.getPrivate().getEncoded());
  }

  private void serve(String path, String body) {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    http.createContext(
        path,
        exchange -> {
          try (exchange) {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
          }
        });
  }

  private static String base64(BigInteger number) {
    var bytes = number.toByteArray();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
