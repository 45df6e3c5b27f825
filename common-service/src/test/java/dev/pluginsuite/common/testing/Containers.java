package dev.pluginsuite.common.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.eclipse.microprofile.config.ConfigProvider;
import org.testcontainers.DockerClientFactory;

/** The container engine, and what runs on it. */
public final class Containers {
  private Containers() {}

  public static boolean areAskedForAndAnswer() {
    return "containers".equals(System.getenv("SUITE_INFRA"))
        && DockerClientFactory.instance().isDockerAvailable();
  }

  public static void assertDatabaseIsOne() {
    assertThat(DockerClientFactory.instance().client().listContainersCmd().exec())
        .flatExtracting(it -> Arrays.asList(it.getPorts()))
        .extracting(it -> String.valueOf(it.getPublicPort()))
        .contains(databasePort());
  }

  private static String databasePort() {
    var url = ConfigProvider.getConfig().getValue("quarkus.datasource.jdbc.url", String.class);
    return url.replaceFirst(".*:(\\d+)/.*", "$1");
  }
}
