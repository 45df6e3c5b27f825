package dev.pluginsuite.registry.contract;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pluginsuite.common.testing.ContractFaults;
import dev.pluginsuite.registry.RegistryTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** The OpenAPI document as clients get it. */
@QuarkusTest
@WithTestResource(RegistryTestResource.class)
class ContractTest {

  @Test
  void every_operation_says_how_it_answers_by_way_of_example() {
    assertThat(ContractFaults.missing(document(), RegistryContract.class)).isEmpty();
  }

  @Test
  void every_example_is_what_its_schema_describes() {
    assertThat(ContractFaults.contradicting(document())).isEmpty();
  }

  private static String document() {
    return given().get("/q/openapi?format=json").then().statusCode(200).extract().asString();
  }
}
