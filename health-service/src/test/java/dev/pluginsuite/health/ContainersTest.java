package dev.pluginsuite.health;

import static io.restassured.RestAssured.given;

import dev.pluginsuite.common.testing.Containers;
import dev.pluginsuite.common.testing.OnContainers;
import dev.pluginsuite.common.testing.SuiteTestResource;
import dev.pluginsuite.common.testing.Tokens;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@OnContainers
@QuarkusTest
@WithTestResource(value = SuiteTestResource.class, scope = TestResourceScope.GLOBAL)
class ContainersTest {
  @Test
  void the_database_is_a_container() {
    Containers.assertDatabaseIsOne();
    given()
        .auth()
        .oauth2(Tokens.auditor())
        .get("/api/v1/admin/health/audit")
        .then()
        .statusCode(200);
  }
}
