package dev.pluginsuite.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pluginsuite.local.service.LocalService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each path that a service documents is routed to it. Needs that service built, as in a whole
 * build.
 */
class OpenApiRoutesTest {
  @ParameterizedTest
  @EnumSource
  @Tag("REST-45")
  void every_documented_path_leads_to_its_service(LocalService service) throws IOException {
    var document = Path.of("../..", service.fullName(), "target/openapi/openapi.json");
    assumeTrue(Files.exists(document), service + " is not built");
    var routes = RouteTable.ofTheSuite();
    var astray = new ArrayList<String>();

    var paths = new ObjectMapper().readTree(document.toFile()).path("paths").fieldNames();
    paths.forEachRemaining(
        path -> {
          var real =
              path.replace("{service}", service.shortName()).replaceAll("\\{[^}]+}", "some-id");
          if (routes.find(real).filter(it -> it.backend().equals(service.fullName())).isEmpty()) {
            astray.add(path);
          }
        });

    assertThat(astray).isEmpty();
  }
}
