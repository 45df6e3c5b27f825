package dev.pluginsuite.validation.content;

import dev.pluginsuite.common.trace.TraceContext;
import io.quarkus.oidc.client.OidcClient;
import io.quarkus.oidc.client.runtime.TokensHelper;
import io.quarkus.vertx.VertxContextSupport;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** The bytes of packages, streamed from registry-service. Blocks: for worker threads. */
@ApplicationScoped
public class PackageContent {
  private static final int OK = 200;

  private final RegistryConfig config;
  private final OidcClient oidc;
  private final Vertx vertx;
  private final TokensHelper tokens = new TokensHelper();
  private final HttpClient http;

  PackageContent(RegistryConfig config, OidcClient oidc, Vertx vertx) {
    this.config = config;
    this.oidc = oidc;
    this.vertx = vertx;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(config.connectTimeout())
            .build();
  }

  /**
   * @param contentUrl below the API base, as the package's event says it
   * @throws IOException if the bytes cannot be had now
   */
  public InputStream open(String contentUrl) throws IOException {
    var request =
        HttpRequest.newBuilder(uri(contentUrl))
            .header("Authorization", "Bearer " + token())
            .timeout(config.answerTimeout());
    var trace = TraceContext.current().traceparent();
    if (trace != null) {
      request.header(TraceContext.TRACEPARENT, trace);
    }
    var response = send(request.build());
    if (response.statusCode() != OK) {
      response.body().close();
      throw new IOException("registry-service answered " + response.statusCode());
    }
    return new TimedInputStream(response.body(), vertx, config.deadline());
  }

  private HttpResponse<InputStream> send(HttpRequest request) throws IOException {
    try {
      return http.send(request, BodyHandlers.ofInputStream());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("interrupted").initCause(e);
    } catch (IOException e) {
      // A refused connection has no message of its own.
      throw new IOException("registry-service does not answer: " + e, e);
    }
  }

  /** An event names a path; whatever it says, the host is registry-service. */
  private URI uri(String contentUrl) {
    return URI.create(config.url() + "/api/v1/" + contentUrl.replaceFirst("^/+", ""));
  }

  private String token() throws IOException {
    try {
      return VertxContextSupport.subscribeAndAwait(() -> tokens.getTokens(oidc)).getAccessToken();
    } catch (Throwable e) {
      throw new IOException("No token for registry-service: " + e.getMessage(), e);
    }
  }
}
