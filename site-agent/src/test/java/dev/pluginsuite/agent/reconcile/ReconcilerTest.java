package dev.pluginsuite.agent.reconcile;

import static dev.pluginsuite.agent.reconcile.Documents.active;
import static dev.pluginsuite.agent.reconcile.Documents.generation;
import static dev.pluginsuite.agent.reconcile.Documents.installed;
import static dev.pluginsuite.agent.reconcile.Documents.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pluginsuite.api.installation.DesiredState.Action;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReconcilerTest {
  private final SimulatedSite site = new SimulatedSite();

  @Test
  void a_new_site_unpacks_and_activates_dependencies_first() {
    site.settle(generation(1, active("app", "1.0.0", "lib"), active("lib", "1.0.0")));

    assertThat(site.host.calls).containsExactly("+lib 1.0.0", "+app 1.0.0");
    assertThat(site.reported()).containsExactly("app 1.0.0 ACTIVE", "lib 1.0.0 ACTIVE");
    assertThat(site.report().siteGeneration()).isEqualTo(1);
    assertThat(site.report().failure()).isNull();
  }

  @Test
  void an_installed_plugin_is_unpacked_and_not_activated() {
    site.settle(generation(1, installed("app", "1.0.0")));

    assertThat(site.host.calls).isEmpty();
    assertThat(site.reported()).containsExactly("app 1.0.0 INSTALLED");
  }

  @Test
  void an_absent_plugin_is_deactivated_after_its_dependents_and_removed() {
    site.settle(generation(1, active("app", "1.0.0", "lib"), active("lib", "1.0.0")));
    site.host.calls.clear();

    site.settle(generation(2));

    assertThat(site.host.calls).containsExactly("-app", "-lib");
    assertThat(site.unpacked()).isEmpty();
    assertThat(site.report().plugins()).isEmpty();
  }

  @Test
  void a_deactivated_plugin_stays_on_disk() {
    site.settle(generation(1, active("app", "1.0.0")));

    site.settle(generation(2, installed("app", "1.0.0")));

    site.assertActive();
    assertThat(site.reported()).containsExactly("app 1.0.0 INSTALLED");
    assertThat(site.packages.downloads).hasSize(1);
  }

  @Test
  void an_upgrade_restarts_dependents_around_it() {
    site.settle(generation(1, active("app", "1.0.0", "lib"), active("lib", "1.0.0")));
    site.host.calls.clear();

    site.settle(generation(2, active("app", "1.0.0", "lib"), active("lib", "2.0.0")));

    assertThat(site.host.calls).containsExactly("-app", "-lib", "+lib 2.0.0", "+app 1.0.0");
    assertThat(site.unpacked()).containsExactly("app 1.0.0", "lib 2.0.0");
  }

  @Test
  void a_changed_configuration_activates_again() {
    var app = active("app", "1.0.0");
    site.settle(generation(1, app));

    site.settle(generation(2, with(app, Map.of("line", 7))));

    assertThat(site.configurationOf("app")).isEqualTo(Map.of("line", 7));
  }

  @Test
  void a_new_generation_of_the_same_set_touches_nothing() {
    site.settle(generation(1, active("app", "1.0.0")));
    site.host.calls.clear();

    site.settle(generation(9, active("app", "1.0.0")));

    assertThat(site.host.calls).isEmpty();
    assertThat(site.report().siteGeneration()).isEqualTo(9);
  }

  @Test
  void what_the_host_forgot_is_activated_again() {
    var document = generation(1, active("app", "1.0.0", "lib"), active("lib", "1.0.0"));
    site.settle(document);
    site.host.restart();

    site.settle(document);

    assertThat(site.host.calls).containsExactly("+lib 1.0.0", "+app 1.0.0");
  }

  @Test
  void what_stands_is_held_while_no_document_is_known() {
    site.settle(generation(1, active("app", "1.0.0")));
    site.host.restart();

    site.reconcile(null);

    site.assertActive("app 1.0.0");
  }

  @Test
  void a_site_without_document_and_journal_is_left_alone() throws Exception {
    site.host.activate(activation("stranger"));

    site.reconcile(null);

    site.assertActive("stranger 1.0.0");
  }

  @Test
  void a_plugin_that_no_document_names_is_deactivated() throws Exception {
    site.host.activate(activation("stranger"));

    site.settle(generation(1, active("app", "1.0.0")));

    site.assertActive("app 1.0.0");
  }

  @Test
  void a_lost_disk_is_filled_again_and_the_host_is_given_the_new_folders() {
    var document = generation(12, active("app", "1.0.0", "lib"), active("lib", "1.0.0"));
    site.settle(document);
    site.disk = new MemoryDisk();
    site.host.calls.clear();

    site.settle(document);

    assertThat(site.host.calls).containsExactly("-app", "-lib", "+lib 1.0.0", "+app 1.0.0");
    assertThat(site.reported()).containsExactly("app 1.0.0 ACTIVE", "lib 1.0.0 ACTIVE");
  }

  @Test
  void a_document_from_behind_changes_nothing_and_the_report_stays_ahead() {
    site.settle(generation(7, active("app", "1.0.0")));

    site.settle(generation(5));

    site.assertActive("app 1.0.0");
    assertThat(site.report().siteGeneration()).isEqualTo(7);
  }

  @Test
  void generations_may_be_missed() {
    site.settle(generation(1, active("app", "1.0.0")));

    site.settle(generation(4_000, active("app", "3.0.0"), active("other", "1.0.0")));

    site.assertActive("app 3.0.0", "other 1.0.0");
  }

  @Test
  void an_unknown_action_leaves_the_plugin_as_it_is_and_is_told() {
    site.settle(generation(1, active("app", "1.0.0")));
    site.host.calls.clear();
    var strange = with(active("app", "2.0.0"), Action.UNKNOWN);
    var document = generation(2, strange, active("other", "1.0.0"));

    site.settle(document);
    site.settle(document);

    site.assertActive("app 1.0.0", "other 1.0.0");
    assertThat(site.host.calls).containsExactly("+other 1.0.0");
    assertThat(site.report().siteGeneration()).isEqualTo(2);
    assertThat(site.report().failure()).isNotNull();
    assertThat(site.report().failure().installationId()).isEqualTo(strange.installationId());
  }

  @Test
  void a_newer_document_ends_a_pass() throws Exception {
    var reconciler = new Reconciler(new Site(site.disk, site.host, site.packages, site.secrets));

    var outcome =
        reconciler.reconcile(
            generation(1, active("app", "1.0.0"), active("other", "1.0.0")),
            () -> site.packages.downloads.size() == 1);

    assertThat(outcome).isEqualTo(Outcome.WAITING);
    assertThat(site.host.calls).isEmpty();
    site.settle(generation(2, active("other", "1.0.0")));
    site.assertActive("other 1.0.0");
    assertThat(site.unpacked()).containsExactly("other 1.0.0");
  }

  @Test
  void secrets_reach_the_host_by_file() {
    var app = with(active("app", "1.0.0"), 3, List.of("password"));

    site.settle(generation(3, app));

    assertThat(site.secretsOf("app")).isEqualTo(Map.of("password", "/secrets/3"));
    assertThat(site.configurationOf("app")).isEmpty();
  }

  @Test
  void rotated_secrets_are_fetched_and_handed_over_and_the_old_ones_go() {
    site.settle(generation(3, with(active("app", "1.0.0"), 3, List.of("password"))));

    site.settle(generation(4, with(active("app", "1.0.0"), 4, List.of("password"))));

    assertThat(site.secretsOf("app")).isEqualTo(Map.of("password", "/secrets/4"));
    assertThat(site.secrets.kept).hasSize(1);
  }

  @Test
  void the_same_secrets_in_a_new_generation_touch_nothing() {
    var app = with(active("app", "1.0.0"), 3, List.of("password"));
    site.settle(generation(3, app));
    site.host.calls.clear();

    site.settle(generation(4, app));

    assertThat(site.host.calls).isEmpty();
  }

  private static Host.Activation activation(String pluginId) {
    return new Host.Activation(
        pluginId, Documents.id(pluginId), "1.0.0", "/tmp", Map.of(), Map.of(), List.of());
  }
}
