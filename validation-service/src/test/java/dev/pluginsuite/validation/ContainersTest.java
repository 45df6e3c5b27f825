package dev.pluginsuite.validation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pluginsuite.common.testing.Tokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Arrays;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.testcontainers.DockerClientFactory;

/**
 * With {@code SUITE_INFRA=containers} all flow tests run on containers; this one proves that they
 * do.
 */
@QuarkusTest
@WithTestResource(ValidationTestResource.class)
@EnabledIf(
    value = "engineAnswers",
    disabledReason =
        "SUITE_INFRA is not 'containers', or no container engine answers: the flow tests ran on embedded servers")
class ContainersTest {
  static boolean engineAnswers() {
    return "containers".equals(System.getenv("SUITE_INFRA"))
        && DockerClientFactory.instance().isDockerAvailable();
  }

  @Test
  void the_database_is_a_container() {
    var containers = DockerClientFactory.instance().client().listContainersCmd().exec();

    assertThat(containers)
        .flatExtracting(it -> Arrays.asList(it.getPorts()))
        .extracting(it -> String.valueOf(it.getPublicPort()))
        .contains(databasePort());
    given()
        .auth()
        .oauth2(Tokens.auditor())
        .get("/api/v1/admin/validation/audit")
        .then()
        .statusCode(200);
  }

  private static String databasePort() {
    var url = ConfigProvider.getConfig().getValue("quarkus.datasource.jdbc.url", String.class);
    return url.replaceFirst(".*:(\\d+)/.*", "$1");
  }
}
