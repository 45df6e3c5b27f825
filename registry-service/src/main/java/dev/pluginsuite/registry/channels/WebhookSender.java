package dev.pluginsuite.registry.channels;

import dev.pluginsuite.api.rest.ProblemDetail.FieldError;
import dev.pluginsuite.registry.egress.EgressException;
import dev.pluginsuite.registry.egress.GuardedHttp;
import dev.pluginsuite.registry.egress.Reply;
import dev.pluginsuite.registry.problem.RegistryProblem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;

/** Sends notices as signed POSTs, to no other servers than {@link GuardedHttp} calls. */
@ApplicationScoped
class WebhookSender {
  /** Enough to see what the receiver did not like; the answer itself is of no interest. */
  private static final int LONGEST_EXCERPT = 500;

  private final GuardedHttp http;
  private final ChannelConfig config;
  private final Clock clock;

  WebhookSender(GuardedHttp http, ChannelConfig config, Clock clock) {
    this.http = http;
    this.config = config;
    this.clock = clock;
  }

  Uni<Void> requireAllowed(URI url) {
    return http.check(url, config.webhookTimeout())
        .onFailure(EgressException.class)
        .transform(
            it ->
                RegistryProblem.WEBHOOK_NOT_ALLOWED.because(
                    "Nothing can be sent to this URL: " + it.getMessage(),
                    List.of(new FieldError("url", "must be https to a public server"))));
  }

  Uni<Outcome> send(Target.Webhook target, Message message) {
    var headers = WebhookHeaders.of(message, target.secrets(), clock.instant());
    var body = message.body().getBytes(StandardCharsets.UTF_8);
    return http.post(target.url(), headers, body, config.webhookTimeout())
        .map(this::outcome)
        .onFailure(EgressException.class)
        .recoverWithItem(it -> Outcome.failed(String.valueOf(it.getMessage())));
  }

  private Outcome outcome(Reply reply) {
    var retryAfter =
        RetryAfter.of(reply.status(), reply.headers().get("retry-after"), clock.instant());
    var excerpt = PlainText.line(reply.body(), LONGEST_EXCERPT);
    return Outcome.answered(reply.status(), excerpt, retryAfter);
  }
}
