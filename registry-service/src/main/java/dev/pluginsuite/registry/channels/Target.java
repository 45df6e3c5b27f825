package dev.pluginsuite.registry.channels;

import java.net.URI;
import java.util.List;

/** Where a message goes. */
public sealed interface Target {
  Channel channel();

  /**
   * @param secrets the one that is valid, and while it is being replaced the one before
   */
  record Webhook(URI url, List<WebhookSecret> secrets) implements Target {
    @Override
    public Channel channel() {
      return Channel.WEBHOOK;
    }
  }

  record Mailbox(String address) implements Target {
    @Override
    public Channel channel() {
      return Channel.EMAIL;
    }
  }
}
