package dev.pluginsuite.registry.channels;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a receiver verifies a message by (Standard Webhooks): id, time in seconds, and a signature
 * by each secret that is valid.
 */
final class WebhookHeaders {
  private WebhookHeaders() {}

  static Map<String, String> of(Message message, List<WebhookSecret> secrets, Instant now) {
    var id = message.id().toString();
    var timestamp = now.getEpochSecond();
    var signatures =
        secrets.stream()
            .map(it -> "v1," + it.signature(id, timestamp, message.body()))
            .collect(Collectors.joining(" "));
    var headers = new LinkedHashMap<String, String>();
    headers.put("content-type", "application/cloudevents+json; charset=utf-8");
    headers.put("webhook-id", id);
    headers.put("webhook-timestamp", String.valueOf(timestamp));
    headers.put("webhook-signature", signatures);
    return headers;
  }
}
