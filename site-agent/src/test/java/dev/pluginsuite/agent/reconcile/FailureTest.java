package dev.pluginsuite.agent.reconcile;

import static dev.pluginsuite.agent.reconcile.Documents.active;
import static dev.pluginsuite.agent.reconcile.Documents.generation;
import static dev.pluginsuite.agent.reconcile.Documents.installed;
import static dev.pluginsuite.agent.reconcile.Documents.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pluginsuite.api.installation.DesiredState;
import dev.pluginsuite.api.installation.SiteReport;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A plan succeeds or is reverted whole. */
class FailureTest {
  private final SimulatedSite site = new SimulatedSite();
  private final DesiredState upgrade =
      generation(
          2,
          active("app", "1.0.0", "lib"),
          active("lib", "2.0.0"),
          active("extra", "1.0.0", "lib"));

  @BeforeEach
  void the_old_set_stands() {
    site.settle(generation(1, active("app", "1.0.0", "lib"), active("lib", "1.0.0")));
    site.host.calls.clear();
    site.packages.downloads.clear();
  }

  private void assertOldSet() {
    site.assertActive("app 1.0.0", "lib 1.0.0");
    assertThat(site.reported()).containsExactly("app 1.0.0 ACTIVE", "lib 1.0.0 ACTIVE");
    assertThat(site.unpacked()).containsExactly("app 1.0.0", "lib 1.0.0");
  }

  private SiteReport.Failure failure() {
    return Objects.requireNonNull(site.report().failure());
  }

  @Test
  void a_plugin_that_does_not_start_is_tried_three_times_and_all_of_it_is_reverted() {
    site.host.refused.add("extra 1.0.0");

    site.settle(upgrade);

    assertOldSet();
    assertThat(site.host.calls.stream().filter("+extra 1.0.0"::equals)).hasSize(3);
    assertThat(site.report().siteGeneration()).isEqualTo(2);
    assertThat(failure())
        .isEqualTo(
            new SiteReport.Failure(
                Documents.id("plan of extra1.0.0"),
                Documents.id("extra1.0.0"),
                "activate",
                "422: extra 1.0.0 does not start"));
  }

  @Test
  void what_is_to_stop_stops_though_the_disk_is_full() {
    var disk = new MemoryDisk();
    site.disk = disk;
    site.settle(generation(3, active("app", "1.0.0", "lib"), active("lib", "1.0.0")));
    disk.isFull = true;
    var stopped =
        generation(
            4,
            with(active("app", "1.0.0", "lib"), DesiredState.Action.INSTALLED),
            installed("lib", "1.0.0"));

    assertThat(site.reconcile(stopped)).isEqualTo(Outcome.WAITING);

    site.assertActive();
    disk.isFull = false;
    site.settle(stopped);
    assertThat(site.reported()).containsExactly("app 1.0.0 INSTALLED", "lib 1.0.0 INSTALLED");
  }

  @Test
  void it_rests_until_the_generation_changes() {
    site.host.refused.add("extra 1.0.0");
    site.settle(upgrade);
    site.host.calls.clear();

    site.settle(upgrade);

    assertThat(site.host.calls).isEmpty();
    assertOldSet();
  }

  @Test
  void a_new_generation_works_again() {
    site.host.refused.add("extra 1.0.0");
    site.settle(upgrade);
    site.host.refused.clear();

    site.settle(new DesiredState("site-1", 3, upgrade.plugins()));

    site.assertActive("app 1.0.0", "extra 1.0.0", "lib 2.0.0");
    assertThat(site.report().failure()).isNull();
  }

  @Test
  void the_old_set_is_held_while_it_rests() {
    site.host.refused.add("extra 1.0.0");
    site.settle(upgrade);
    site.host.restart();

    site.settle(upgrade);

    assertOldSet();
    assertThat(failure().operation()).isEqualTo("activate");
  }

  @Test
  void the_answer_that_names_the_old_set_clears_the_failure() {
    site.host.refused.add("extra 1.0.0");
    site.settle(upgrade);
    site.host.calls.clear();

    site.settle(generation(3, active("app", "1.0.0", "lib"), active("lib", "1.0.0")));

    assertThat(site.host.calls).isEmpty();
    assertThat(site.report().failure()).isNull();
    assertThat(site.report().siteGeneration()).isEqualTo(3);
  }

  @Test
  void what_cannot_be_downloaded_never_stops_what_runs() {
    site.packages.refused.add("lib 2.0.0");

    site.settle(upgrade);

    assertOldSet();
    assertThat(site.host.calls).isEmpty();
    assertThat(failure().operation()).isEqualTo("download");
  }

  @Test
  void wrong_bytes_are_never_unpacked() {
    var wrong = active("lib", "2.0.0");
    var ref = wrong.packageRef();
    var other = Documents.sha256(new byte[] {1});
    var lying =
        with(
            wrong,
            new DesiredState.PackageRef(
                ref.packageId(), "2.0.0", other, ref.size(), "/content/lib", "/attestation/lib"));

    site.settle(generation(2, active("app", "1.0.0", "lib"), lying));

    assertOldSet();
    assertThat(failure().operation()).isEqualTo("verify");
    assertThat(failure().error()).contains(other);
  }

  @Test
  void a_name_that_could_leave_the_folder_is_refused() {
    for (var bad : List.of("../app", "App", "a/b", "", "a--b", ".")) {
      site.settle(
          generation(
              site.report().siteGeneration() + 1,
              active("app", "1.0.0", "lib"),
              active("lib", "1.0.0"),
              active(bad, "1.0.0")));

      assertThat(failure().operation()).isEqualTo("verify");
      assertOldSet();
    }
  }

  @Test
  void a_version_that_is_none_is_refused() {
    site.settle(generation(2, active("app", "../../1.0.0"), active("lib", "1.0.0")));

    assertThat(failure().error()).contains("Not a version");
    assertOldSet();
  }

  @Test
  void a_plugin_named_twice_is_refused() {
    site.settle(
        generation(2, active("app", "1.0.0"), active("app", "2.0.0"), active("lib", "1.0.0")));

    assertThat(failure().error()).contains("twice");
    assertOldSet();
  }

  @Test
  void missing_secrets_fail_the_plan() {
    site.secrets.isRefused = true;

    site.settle(
        generation(
            2, with(active("app", "2.0.0"), 2, List.of("password")), active("lib", "1.0.0")));

    assertThat(failure().operation()).isEqualTo("secrets");
    assertOldSet();
  }

  @Test
  void a_host_that_repeats_a_secret_does_not_get_it_into_the_report() {
    site.host.complaint = ": bad password hunter2";
    site.host.refused.add("app 2.0.0");

    site.settle(
        generation(
            2, with(active("app", "2.0.0"), 2, List.of("password")), active("lib", "1.0.0")));

    assertThat(failure().error()).contains("bad password ********");
    assertThat(site.secrets.kept).isEmpty();
    assertOldSet();
  }

  @Test
  void a_bug_that_a_plugin_brings_to_light_fails_its_plan() {
    site.host.breaksOn = "extra 1.0.0";

    site.settle(upgrade);

    assertThat(failure().error()).contains("IllegalStateException");
    assertOldSet();
  }

  @Test
  void a_plugin_that_does_not_stop_fails_the_plan() {
    site.host.refused.add("-lib");

    site.settle(upgrade);

    assertThat(failure().operation()).isEqualTo("deactivate");
    assertOldSet();
  }

  @Test
  void nobody_fails_while_the_registry_is_away() {
    site.packages.isAway = true;
    for (var pass = 0; pass < 10; pass++) {
      assertThat(site.reconcile(upgrade)).isEqualTo(Outcome.WAITING);
    }
    assertThat(site.report().failure()).isNull();

    site.packages.isAway = false;
    site.settle(upgrade);

    site.assertActive("app 1.0.0", "extra 1.0.0", "lib 2.0.0");
  }

  @Test
  void nobody_fails_while_the_host_is_away() {
    site.host.isAway = true;
    for (var pass = 0; pass < 10; pass++) {
      assertThat(site.reconcile(upgrade)).isEqualTo(Outcome.WAITING);
    }

    site.host.isAway = false;
    site.settle(upgrade);

    site.assertActive("app 1.0.0", "extra 1.0.0", "lib 2.0.0");
  }

  @Test
  void what_is_not_wanted_any_more_ends_even_if_the_registry_is_away() {
    site.packages.isAway = true;

    site.reconcile(generation(2, active("new", "1.0.0")));

    site.assertActive();
  }

  @Test
  void a_new_site_that_fails_ends_as_empty_as_it_was() {
    var fresh = new SimulatedSite();
    fresh.host.refused.add("app 1.0.0");
    var plan = Documents.id("one plan");

    fresh.settle(
        generation(
            1, ofPlan(plan, active("app", "1.0.0", "lib")), ofPlan(plan, active("lib", "1.0.0"))));

    fresh.assertActive();
    assertThat(fresh.unpacked()).isEmpty();
    assertThat(fresh.report().failure()).isNotNull();
  }

  @Test
  void after_a_lost_disk_one_bad_plan_does_not_take_the_others_down() {
    site.disk = new MemoryDisk();
    site.packages.refused.add("extra 1.0.0");

    site.settle(upgrade);

    site.assertActive("app 1.0.0", "lib 2.0.0");
    assertThat(failure().installationId()).isEqualTo(Documents.id("extra1.0.0"));
  }

  @Test
  void a_held_plugin_that_does_not_come_back_leaves_its_dependents_stopped() {
    var document = generation(1, active("app", "1.0.0", "lib"), active("lib", "1.0.0"));
    site.host.restart();
    site.host.refused.add("lib 1.0.0");

    site.settle(document);

    assertThat(site.host.calls).containsExactly("+lib 1.0.0");
    assertThat(site.reported()).containsExactly("app 1.0.0 INSTALLED", "lib 1.0.0 INSTALLED");
    site.host.refused.clear();
    site.settle(document);
    assertOldSet();
  }

  @Test
  void what_the_failed_document_stops_stays_stopped() {
    site.settle(
        generation(
            2, active("app", "1.0.0", "lib"), active("lib", "1.0.0"), active("other", "1.0.0")));
    site.host.refused.add("extra 1.0.0");

    site.settle(
        generation(
            3, installed("app", "1.0.0"), active("lib", "1.0.0"), active("extra", "1.0.0", "lib")));
    site.host.restart();
    site.reconcile(null);

    site.assertActive("lib 1.0.0");
    assertThat(site.unpacked()).containsExactly("app 1.0.0", "lib 1.0.0", "other 1.0.0");
    assertThat(site.reported())
        .containsExactly("app 1.0.0 INSTALLED", "lib 1.0.0 ACTIVE", "other 1.0.0 INSTALLED");
  }

  @Test
  void what_needs_a_plugin_that_a_failed_document_stops_does_not_run_without_it() {
    site.host.refused.add("app 2.0.0");

    site.settle(generation(2, active("app", "2.0.0"), installed("lib", "1.0.0")));

    site.assertActive();
    assertThat(site.reported()).containsExactly("app 1.0.0 INSTALLED", "lib 1.0.0 INSTALLED");
  }

  @Test
  void what_a_document_stops_is_not_started_again_while_that_document_cannot_be_read() {
    site.packages.isAway = true;
    site.reconcile(generation(2, active("lib", "1.0.0"), active("extra", "1.0.0", "lib")));

    site.reconcile(null);

    site.assertActive("lib 1.0.0");
  }

  private static DesiredState.Plugin ofPlan(java.util.UUID plan, DesiredState.Plugin it) {
    return new DesiredState.Plugin(
        it.installationId(),
        it.generation(),
        plan,
        it.pluginId(),
        it.action(),
        it.packageRef(),
        it.requires(),
        it.configuration(),
        it.secretRefs());
  }
}
