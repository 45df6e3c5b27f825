package dev.pluginsuite.installation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pluginsuite.installation.testing.InstallationTestResource;
import dev.pluginsuite.installation.testing.Rest;
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
@WithTestResource(InstallationTestResource.class)
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
    assertThat(Rest.activeSite()).isNotBlank();
  }

  private static String databasePort() {
    var url = ConfigProvider.getConfig().getValue("quarkus.datasource.jdbc.url", String.class);
    return url.replaceFirst(".*:(\\d+)/.*", "$1");
  }
}
