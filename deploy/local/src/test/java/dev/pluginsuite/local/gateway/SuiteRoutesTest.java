package dev.pluginsuite.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The suite's own table: each path of the contract ends at the service that owns it. */
class SuiteRoutesTest {
  private static final String ID = "0198a8f2-7d0c-7f3b-8a51-9e8f6b0c1d2e";

  private final RouteTable routes;

  SuiteRoutesTest() throws IOException {
    routes = RouteTable.ofTheSuite();
  }

  @ParameterizedTest
  @CsvSource({
    "/admin/plugin-registry/registries, registry",
    "/admin/plugin-registry/registries/enterprise/deactivate, registry",
    "/admin/plugin-registry/uploads, registry",
    "/admin/plugin-registry/storage/gc, registry",
    "/admin/plugin-registry/packages, registry",
    "/admin/plugin-registry/packages/{id}, registry",
    "/admin/plugin-registry/packages/{id}/content, registry",
    "/admin/plugin-registry/packages/{id}/approve, registry",
    "/admin/plugin-registry/packages/{id}/reviews/{id}/approve, registry",
    "/admin/plugin-registry/catalog/supplier-db, registry",
    "/admin/plugin-registry/submissions, registry",
    "/admin/plugin-registry/keys, registry",
    "/admin/registry/audit, registry",
    "/admin/registry/consumers, registry",
    "/admin/registry/projections/rebuild, registry",
    "/admin/registry/republish, registry",
    "/admin/registry/dead-letters/replay, registry",
    "/admin/plugin-registry/validate, validation",
    "/admin/plugin-registry/validations/{id}, validation",
    "/admin/plugin-registry/rules, validation",
    "/admin/plugin-registry/validations/{id}/sbom, validation",
    "/admin/plugin-registry/sbom/components, validation",
    "/admin/plugin-registry/vulnerabilities, validation",
    "/admin/validation/audit, validation",
    "/admin/validation/consumers, validation",
    "/admin/validation/projections/rebuild, validation",
    "/admin/validation/republish, validation",
    "/admin/validation/dead-letters/replay, validation",
    "/admin/plugin-registry/sites, installation",
    "/admin/plugin-registry/sites/site-1/enrolment, installation",
    "/admin/plugin-registry/licenses/{id}/extend, installation",
    "/admin/plugin-registry/revocations/{id}, installation",
    "/admin/plugins/installed, installation",
    "/admin/plugins/updates, installation",
    "/admin/plugins/install, installation",
    "/admin/plugins/{id}, installation",
    "/admin/plugins/{id}/activate, installation",
    "/admin/plugins/{id}/configuration, installation",
    "/sites/enrolment, installation",
    "/sites/site-1/reports, installation",
    "/sites/site-1/secrets, installation",
    "/admin/installation/audit, installation",
    "/admin/installation/consumers, installation",
    "/admin/installation/projections/rebuild, installation",
    "/admin/installation/republish, installation",
    "/admin/installation/dead-letters/replay, installation",
    "/admin/plugin-registry/deploy, deployment",
    "/admin/plugin-registry/deployments, deployment",
    "/admin/plugin-registry/deployments/{id}/events, deployment",
    "/admin/plugin-registry/deployments/{id}/rollback, deployment",
    "/admin/deployment/audit, deployment",
    "/admin/deployment/consumers, deployment",
    "/admin/deployment/projections/rebuild, deployment",
    "/admin/deployment/republish, deployment",
    "/admin/deployment/dead-letters/replay, deployment",
    "/admin/plugins/{id}/health, health",
    "/admin/plugins/{id}/health/history, health",
    "/admin/plugin-registry/health, health",
    "/sites/site-1/health, health",
    "/admin/health/audit, health",
    "/admin/health/consumers, health",
    "/admin/health/projections/rebuild, health",
    "/admin/health/republish, health",
    "/admin/health/dead-letters/replay, health",
  })
  void every_path_has_its_service(String path, String service) {
    var route = routes.find("/api/v1" + path.replace("{id}", ID));

    assertThat(route).map(Route::backend).contains(service + "-service");
  }

  @ParameterizedTest
  @CsvSource({
    "/",
    "/api/v1",
    "/api/v1/admin",
    "/api/v1/admin/plugin-registry",
    "/api/v1/admin/pluginsx",
    "/admin/plugins/installed",
    "/q/health",
    "/api/v1/q/metrics",
    "/api/v1/admin/other/audit"
  })
  void nothing_else_is_let_through(String path) {
    assertThat(routes.find(path)).isEmpty();
  }

  @Test
  void streams_of_events_have_no_deadline() {
    var events = routes.find("/api/v1/admin/plugin-registry/deployments/" + ID + "/events");

    assertThat(events).map(Route::timeout).hasValueSatisfying(it -> assertThat(it).isZero());
  }

  @Test
  void a_call_may_wait_as_long_as_the_services_let_it() {
    var install = routes.find("/api/v1/admin/plugins/install").orElseThrow();

    assertThat(install.timeout()).hasSeconds(35);
  }

  @Test
  void a_submission_has_time_for_its_package_to_be_fetched() {
    var submission = routes.find("/api/v1/admin/plugin-registry/packages").orElseThrow();

    assertThat(submission.timeout()).hasSeconds(150);
  }

  @ParameterizedTest
  @CsvSource({"uploads", "packages/x/content", "validate"})
  void packages_have_time_to_travel(String path) {
    var route = routes.find("/api/v1/admin/plugin-registry/" + path).orElseThrow();

    assertThat(route.timeout()).hasMinutes(30);
  }
}
