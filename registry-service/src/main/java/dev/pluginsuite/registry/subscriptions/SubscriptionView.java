package dev.pluginsuite.registry.subscriptions;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.pluginsuite.registry.channels.Channel;
import java.time.Instant;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A subscription as it is answered.
 *
 * @param statusReason why it was stopped
 * @param secret only in the answer that made it
 * @param previousSecretUntil until then messages are signed with the secret before, too
 */
record SubscriptionView(
    UUID id,
    Channel channel,
    String name,
    @JsonInclude(Include.NON_NULL) @Nullable String url,
    @JsonInclude(Include.NON_NULL) @Nullable String address,
    SortedSet<String> types,
    SortedSet<String> registryIds,
    SortedSet<String> pluginIds,
    SortedSet<String> siteIds,
    boolean active,
    SubscriptionStatus status,
    @Nullable String statusReason,
    String owner,
    Instant createdAt,
    @JsonInclude(Include.NON_NULL) @Nullable Instant previousSecretUntil,
    @JsonInclude(Include.NON_NULL) @Nullable String secret) {

  static SubscriptionView of(Subscription it) {
    return of(it, null);
  }

  static SubscriptionView of(Subscription it, @Nullable String secret) {
    return new SubscriptionView(
        it.id,
        it.channel,
        it.name,
        it.channel == Channel.WEBHOOK ? it.target : null,
        it.channel == Channel.EMAIL ? it.target : null,
        sorted(it.interest.types()),
        sorted(it.interest.registryIds()),
        sorted(it.interest.pluginIds()),
        sorted(it.interest.siteIds()),
        it.status == SubscriptionStatus.ACTIVE,
        it.status,
        it.statusReason,
        it.ownerName,
        it.createdAt,
        it.previousSecretUntil,
        secret);
  }

  private static SortedSet<String> sorted(Set<String> values) {
    return new TreeSet<>(values);
  }
}
