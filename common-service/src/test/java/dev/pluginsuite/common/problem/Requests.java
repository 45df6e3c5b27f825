package dev.pluginsuite.common.problem;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.pluginsuite.api.rest.ProblemDetail;
import io.restassured.RestAssured;
import io.restassured.builder.RequestSpecBuilder;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;

/** Requests to the small application, and the shape of every refusal. */
public final class Requests {
  private Requests() {}

  public static RequestSpecification as(String token) {
    return anonymous().header("Authorization", "Bearer " + token);
  }

  public static RequestSpecification anonymous() {
    var base = new RequestSpecBuilder().setBasePath("/api/v1").setContentType(ContentType.JSON);
    return RestAssured.given().spec(base.build());
  }

  /** RFC 9457, whatever went wrong. */
  public static ValidatableResponse problem(Response answer, int status, String slug) {
    return answer
        .then()
        .statusCode(status)
        .contentType(startsWith(ProblemDetail.MEDIA_TYPE))
        .body("type", equalTo("/problems/" + slug))
        .body("status", equalTo(status))
        .body("title", not(equalTo("")))
        .body("detail", not(equalTo("")))
        .body("instance", startsWith("/"));
  }
}
