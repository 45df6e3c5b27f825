package dev.pluginsuite.common.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Whatever a request logs has the id that the gateway gave it, and its caller was told. */
public class RequestIdInLogs {
  static final String KEY = "requestId";

  /** A service may be called past the gateway: what it is told must not become lines of its own. */
  private static final Pattern HARMLESS = Pattern.compile("[\\w.-]{1,64}");

  @ServerRequestFilter(preMatching = true)
  public void note(ContainerRequestContext request) {
    var id = request.getHeaderString("X-Request-Id");
    if (id != null && HARMLESS.matcher(id).matches()) {
      MDC.put(KEY, id);
    }
  }
}
