package dev.pluginsuite.registry.subscriptions;

import static dev.pluginsuite.registry.subscriptions.SubscriptionStatus.ACTIVE;
import static dev.pluginsuite.registry.subscriptions.SubscriptionStatus.GONE;
import static dev.pluginsuite.registry.subscriptions.SubscriptionStatus.INACTIVE;
import static dev.pluginsuite.registry.subscriptions.SubscriptionStatus.PAUSED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pluginsuite.registry.channels.Channel;
import dev.pluginsuite.registry.subscriptions.Subscription.Owner;
import dev.pluginsuite.registry.subscriptions.Subscription.Wish;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SubscriptionStatusTest {
  private static final Owner OWNER =
      new Owner("it", "it@example.com", new Reach(true, false, "it", false, true, Set.of()));

  private static Subscription in(SubscriptionStatus status) {
    var it = new Subscription(UUID.randomUUID(), wish(true), OWNER, null, Instant.EPOCH);
    it.status = status;
    return it;
  }

  private static Wish wish(boolean active) {
    var interest = new Interest(Set.of("package.approved"), Set.of(), Set.of(), Set.of());
    return new Wish(Channel.EMAIL, "name", "it@example.com", interest, active);
  }

  @ParameterizedTest
  @EnumSource
  void its_owner_can_always_switch_it_on_and_off(SubscriptionStatus status) {
    var on = in(status);
    var off = in(status);

    on.change(wish(true), OWNER);
    off.change(wish(false), OWNER);

    assertThat(on.status).isEqualTo(ACTIVE);
    assertThat(off.status).isEqualTo(INACTIVE);
    assertThat(on.revision).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource
  void only_an_active_one_is_paused(SubscriptionStatus status) {
    var it = in(status);

    var paused = it.stop(PAUSED, "It failed.");

    assertThat(paused).isEqualTo(status == ACTIVE);
    assertThat(it.status).isEqualTo(status == ACTIVE ? PAUSED : status);
  }

  @ParameterizedTest
  @EnumSource
  void a_receiver_can_end_what_is_served_or_will_be(SubscriptionStatus status) {
    var it = in(status);

    var ended = it.stop(GONE, "It answered 410.");

    assertThat(ended).isEqualTo(Set.of(ACTIVE, PAUSED).contains(status));
    assertThat(it.status).isEqualTo(ended ? GONE : status);
  }

  @ParameterizedTest
  @EnumSource
  void nobody_hears_more_because_central_it_corrected_their_subscription(
      SubscriptionStatus status) {
    var it = in(status);
    var reach = new Reach(false, true, "dev", false, false, Set.of());
    it.owner = "dev";
    it.reach = reach;

    it.change(wish(true), OWNER);

    assertThat(it.reach).isEqualTo(reach);
  }
}
