package dev.pluginsuite.installation;

import static io.restassured.RestAssured.given;

import dev.pluginsuite.common.testing.Containers;
import dev.pluginsuite.common.testing.OnContainers;
import dev.pluginsuite.common.testing.Tokens;
import dev.pluginsuite.installation.testing.InstallationTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@OnContainers
@QuarkusTest
@WithTestResource(InstallationTestResource.class)
class ContainersTest {
  @Test
  void the_database_is_a_container() {
    Containers.assertDatabaseIsOne();
    given()
        .auth()
        .oauth2(Tokens.auditor())
        .get("/api/v1/admin/installation/audit")
        .then()
        .statusCode(200);
  }
}
