package dev.pluginsuite.installation.installation;

import static dev.pluginsuite.api.installation.InstallationStatus.ACTIVE;
import static dev.pluginsuite.api.installation.InstallationStatus.FAILED;
import static dev.pluginsuite.api.installation.InstallationStatus.INACTIVE;
import static dev.pluginsuite.api.installation.InstallationStatus.INSTALLED;
import static dev.pluginsuite.api.installation.InstallationStatus.INSTALLING;
import static dev.pluginsuite.api.installation.InstallationStatus.UNINSTALLED;
import static dev.pluginsuite.api.installation.InstallationStatus.UNINSTALLING;
import static dev.pluginsuite.installation.installation.SimulatedSite.plugin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pluginsuite.api.installation.DesiredState;
import dev.pluginsuite.common.problem.Problem;
import dev.pluginsuite.installation.InstallationProblem;
import dev.pluginsuite.installation.secret.Setup;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class SitePluginsTest {
  private final SimulatedSite site = new SimulatedSite();

  @Test
  void an_installation_goes_through_its_life() {
    var it = site.install("a", true);
    assertThat(it.status).isEqualTo(INSTALLING);
    reached();
    assertThat(it.status).isEqualTo(INSTALLED);
    site.activate("a");
    assertThat(it.status).isEqualTo(INSTALLED);
    reached();
    assertThat(it.status).isEqualTo(ACTIVE);
    site.deactivate("a", false);
    reached();
    assertThat(it.status).isEqualTo(INACTIVE);
    site.remove("a", false);
    assertThat(it.status).isEqualTo(UNINSTALLING);
    reached();

    assertThat(it.status).isEqualTo(UNINSTALLED);
  }

  @Test
  void a_version_that_was_superseded_is_not_live_when_it_is_revoked() {
    site.install("a", true);
    reached();
    site.upgrade("a");
    reached();

    site.revoke("a");

    assertThat(site.rows().stream().filter(it -> it.live))
        .extracting(it -> it.version)
        .containsExactly("1.1.0");
  }

  @Test
  void activating_activates_what_is_needed_too() {
    chain();
    reached();

    site.activate("top");

    assertThat(site.document()).allMatch(it -> it.action() == DesiredState.Action.ACTIVE);
    assertThat(site.document())
        .extracting(DesiredState.Plugin::planId)
        .containsOnly(site.get("top").intent.planId);
  }

  @Test
  void what_is_needed_is_not_stopped_without_saying_so() {
    chain();
    site.activate("top");
    reached();

    refused(InstallationProblem.NEEDED_BY_OTHERS, () -> site.deactivate("low", false));
    site.deactivate("low", true);
    reached();

    assertThat(site.rows()).allMatch(it -> it.status == INACTIVE);
  }

  @Test
  void what_came_along_goes_when_nobody_needs_it_and_what_was_asked_for_stays() {
    site.install("own", true);
    site.installTogether(
        plugin("low", false), plugin("mid", false, "low", "own"), plugin("top", true, "mid"));
    reached();

    site.remove("top", false);
    reached();

    assertThat(site.document()).extracting(DesiredState.Plugin::pluginId).containsExactly("own");
    assertThat(site.get("low").status).isEqualTo(UNINSTALLED);
  }

  @Test
  void removing_what_is_needed_takes_those_who_need_it_along() {
    chain();
    reached();

    refused(InstallationProblem.NEEDED_BY_OTHERS, () -> site.remove("mid", false));
    site.remove("mid", true);

    assertThat(site.document()).isEmpty();
  }

  @Test
  void asking_twice_changes_nothing() {
    site.install("a", true);
    reached();
    site.activate("a");
    var generation = site.generation();

    site.activate("a");

    assertThat(site.generation()).isEqualTo(generation);
  }

  @Test
  void what_a_later_plugin_of_the_same_plan_needs_stays_when_an_earlier_one_lets_it_go() {
    site.installTogether(plugin("lib", false), plugin("first", true, "lib"));
    site.install("second", true);
    reached();

    site.change(
        plugins ->
            plugins.settle(
                List.of(
                    plugins.swap(site.get("first"), plugin("first", true)),
                    plugins.swap(site.get("second"), plugin("second", true, "lib")))));

    assertThat(site.document())
        .extracting(DesiredState.Plugin::pluginId)
        .containsExactly("first", "lib", "second");
  }

  @Test
  void a_failed_plan_is_undone_and_the_site_told_the_old_set() {
    site.install("old", true);
    reached();
    chain();

    site.reconcile(Set.of("mid"));

    assertThat(site.document()).extracting(DesiredState.Plugin::pluginId).containsExactly("old");
    assertThat(site.get("low").status).isEqualTo(FAILED);
    assertThat(site.get("mid").error).isEqualTo("no");
    reached();
    assertThat(site.get("mid").status).isEqualTo(FAILED);
    assertThat(site.get("old").status).isEqualTo(INSTALLED);
  }

  @Test
  void a_failed_activation_leaves_the_plugin_installed() {
    var it = site.install("a", true);
    reached();
    site.activate("a");

    site.reconcile(Set.of("a"));
    reached();

    assertThat(it.status).isEqualTo(FAILED);
    assertThat(it.intent.desired).isEqualTo(Desired.INSTALLED);
    site.activate("a");
    reached();
    assertThat(it.status).isEqualTo(ACTIVE);
    assertThat(it.error).isNull();
  }

  @Test
  void plans_built_on_a_failed_one_go_with_it_and_others_stay() {
    site.install("low", true);
    site.install("top", true, "low");
    site.install("other", true);

    site.reconcile(Set.of("low"));

    assertThat(site.document()).extracting(DesiredState.Plugin::pluginId).containsExactly("other");
    reached();
    assertThat(site.get("other").status).isEqualTo(INSTALLED);
    assertThat(site.get("top").status).isEqualTo(FAILED);
  }

  @Test
  void an_activation_that_fails_before_its_installation_was_confirmed_leaves_the_installation() {
    site.install("low", true);
    site.install("top", true, "low");
    site.activate("top");

    site.reconcile(Set.of("low"));

    assertThat(site.document())
        .extracting(DesiredState.Plugin::action)
        .containsExactly(DesiredState.Action.INSTALLED, DesiredState.Action.INSTALLED);
  }

  @Test
  void a_plugin_that_cannot_be_removed_stays_as_it_was() {
    var it = site.install("a", true);
    reached();
    site.remove("a", false);

    site.failToStop("a", "remove");
    reached();

    assertThat(it.intent.desired).isEqualTo(Desired.INSTALLED);
    assertThat(it.status).isEqualTo(FAILED);
  }

  @Test
  void after_a_lost_disk_only_the_plan_that_cannot_be_repeated_is_undone() {
    site.install("a", true);
    site.install("b", true);
    reached();
    site.lose();

    site.reconcile(Set.of("b"));
    reached();

    assertThat(site.get("a").status).isEqualTo(INSTALLED);
    assertThat(site.get("b").status).isEqualTo(FAILED);
  }

  @Test
  void a_revoked_plugin_stops_with_those_who_need_it_and_nothing_brings_it_back() {
    chain();
    site.activate("top");
    reached();

    site.revoke("mid");
    site.failToStop("mid", "deactivate");

    assertThat(site.get("mid").intent.desired).isEqualTo(Desired.INACTIVE);
    assertThat(site.get("mid").status).isEqualTo(FAILED);
    assertThat(site.get("low").intent.desired).isEqualTo(Desired.ACTIVE);
    site.change(SitePlugins::tellAgain);
    reached();
    assertThat(site.get("mid").status).isEqualTo(INACTIVE);
    assertThat(site.get("mid").error).isNull();
    assertThat(site.get("top").intent.withdrawnBecause).isEqualTo("It was revoked");
  }

  @Test
  void what_is_revoked_before_it_arrives_is_called_off() {
    chain();

    site.revoke("mid");

    assertThat(site.get("mid").status).isEqualTo(FAILED);
    assertThat(site.get("top").status).isEqualTo(FAILED);
    assertThat(site.document()).extracting(DesiredState.Plugin::pluginId).containsExactly("low");
  }

  @Test
  void a_dead_installation_is_let_go_at_once() {
    site.install("a", true);
    site.reconcile(Set.of("a"));
    var generation = site.generation();

    site.remove("a", false);

    assertThat(site.get("a").status).isEqualTo(UNINSTALLED);
    assertThat(site.generation()).isEqualTo(generation);
  }

  @Test
  void all_that_was_built_on_a_failed_plan_goes_with_it_however_often_it_was_changed() {
    var old = site.install("a", true);
    reached();
    site.upgrade("a");
    site.configure("a", java.util.Map.of("key", 1));
    site.activate("a");
    site.remove("a", false);

    site.failToStop("a", "remove");
    reached();

    assertThat(site.document())
        .extracting(DesiredState.Plugin::installationId)
        .containsExactly(old.id);
  }

  @Test
  void however_long_a_site_is_silent_it_can_go_back_to_where_it_was() {
    var it = site.install("a", true);
    reached();
    for (var i = 0; i < 50; i++) {
      site.configure("a", java.util.Map.of("key", i));
    }

    for (var i = 0; i < 50; i++) {
      site.reconcile(Set.of("a"));
    }
    reached();

    assertThat(it.intent.desired).isEqualTo(Desired.INSTALLED);
    assertThat(it.configuration).isEmpty();
  }

  private void chain() {
    site.installTogether(
        plugin("low", false), plugin("mid", false, "low"), plugin("top", true, "mid"));
  }

  private void reached() {
    site.reconcile(Set.of());
  }

  private static void refused(InstallationProblem type, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(Problem.class, it -> assertThat(it.type()).isEqualTo(type));
  }

  @Test
  void an_upgrade_takes_over_the_state_and_the_earlier_version_becomes_history() {
    var first = site.install("a", true);
    reached();
    site.activate("a");
    reached();

    site.upgrade("a");
    assertThat(first.status).isEqualTo(ACTIVE);
    assertThat(site.document()).hasSize(1);
    reached();

    var second = site.get("a");
    assertThat(second.status).isEqualTo(ACTIVE);
    assertThat(second.previousInstallationId).isEqualTo(first.id);
    assertThat(first.status).isEqualTo(INACTIVE);
    assertThat(first.supersededBy).isEqualTo(second.id);
    assertThat(first.live).isFalse();
  }

  @Test
  void a_failed_upgrade_leaves_the_earlier_version_as_it_was() {
    var first = site.install("a", true);
    reached();
    site.activate("a");
    reached();
    site.upgrade("a");
    var second = site.get("a");

    site.reconcile(Set.of("a"));
    reached();

    assertThat(second.status).isEqualTo(FAILED);
    assertThat(second.failedWish).isEqualTo(new Wish(Desired.ACTIVE, Setup.of(Map.of())));
    assertThat(first.status).isEqualTo(ACTIVE);
    assertThat(first.supersededBy).isNull();
    assertThat(site.document())
        .extracting(DesiredState.Plugin::installationId)
        .containsExactly(first.id);
    site.upgrade("a");
    reached();
    assertThat(second.status).isEqualTo(UNINSTALLED);
    assertThat(site.get("a").status).isEqualTo(ACTIVE);
  }

  @Test
  void what_only_the_earlier_version_needed_goes_with_it() {
    site.installTogether(plugin("low", false), plugin("top", true, "low"));
    reached();

    site.change(
        changes ->
            changes.replace(changes.get(site.get("top").id), SimulatedSite.plugin("top", true)));
    reached();

    assertThat(site.document()).extracting(DesiredState.Plugin::pluginId).containsExactly("top");
    assertThat(site.get("low").status).isEqualTo(UNINSTALLED);
  }

  @Test
  void a_version_that_is_being_replaced_cannot_be_replaced_again_before_the_site_has_reported() {
    site.install("a", true);
    reached();
    site.upgrade("a");

    refused(InstallationProblem.ILLEGAL_TRANSITION, () -> site.upgrade("a"));
    reached();
    site.upgrade("a");
    reached();

    assertThat(site.get("a").version).isEqualTo("1.2.0");
    assertThat(site.rows()).filteredOn(it -> it.live).hasSize(1);
  }

  @Test
  void an_upgrade_that_is_revoked_before_it_arrives_gives_the_place_back() {
    var first = site.install("a", true);
    reached();
    site.upgrade("a");

    site.revoke(site.get("a").packageId);
    reached();

    assertThat(first.status).isEqualTo(INSTALLED);
    assertThat(first.live).isTrue();
    assertThat(site.document())
        .extracting(DesiredState.Plugin::installationId)
        .containsExactly(first.id);
  }

  @Test
  void an_earlier_version_that_was_revoked_meanwhile_does_not_come_back() {
    var first = site.install("a", true);
    reached();
    site.upgrade("a");
    site.revoke(first.packageId);

    site.reconcile(Set.of("a"));
    reached();

    assertThat(site.document()).isEmpty();
    assertThat(first.isOpen()).isFalse();
  }

  @Test
  void an_earlier_version_that_was_revoked_meanwhile_does_not_stand_in_the_way() {
    var first = site.install("a", true);
    reached();
    site.upgrade("a");

    site.revoke(first.packageId);

    assertThat(site.rows()).filteredOn(it -> it.live).containsExactly(site.get("a"));
    reached();
    assertThat(site.get("a").status).isEqualTo(INSTALLED);
    assertThat(first.status).isEqualTo(UNINSTALLED);
  }

  @Test
  void a_configuration_that_the_site_cannot_take_is_taken_back() {
    var it = site.install("a", true);
    reached();
    site.configure("a", Map.of("limit", 1));
    reached();
    assertThat(it.configuration).isEqualTo(Map.of("limit", 1));

    site.configure("a", Map.of("limit", 2));
    assertThat(site.document().get(0).configuration()).isEqualTo(Map.of("limit", 2));
    site.reconcile(Set.of("a"));

    assertThat(it.status).isEqualTo(FAILED);
    assertThat(it.configuration).isEqualTo(Map.of("limit", 1));
    assertThat(it.failedWish).isEqualTo(new Wish(Desired.INSTALLED, Setup.of(Map.of("limit", 2))));
    assertThat(site.document().get(0).configuration()).isEqualTo(Map.of("limit", 1));
  }

  @Test
  void what_can_be_undone_does_not_grow_for_ever() {
    var it = site.install("a", true);
    for (var i = 0; i < 200; i++) {
      site.configure("a", Map.of("limit", i));
    }

    var steps = 0;
    for (var undo = it.intent.undo; undo != null; undo = undo.before()) {
      steps++;
    }

    assertThat(steps).isEqualTo(32);
  }
}
