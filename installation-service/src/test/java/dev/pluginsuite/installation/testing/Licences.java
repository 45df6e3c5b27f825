package dev.pluginsuite.installation.testing;

import static dev.pluginsuite.installation.testing.Rest.as;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.common.testing.TestKafka;
import dev.pluginsuite.common.testing.Tokens;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Licences as central IT sees them. */
public final class Licences {
  public static final String PATH = "/api/v1/admin/plugin-registry/licenses";

  private Licences() {}

  /** A licence, with the key that only whoever issued it has. */
  public record Issued(String id, String key) {
    public ValidatableResponse get() {
      return as(Tokens.centralIt()).get(PATH + "/" + id).then();
    }

    public ValidatableResponse put(String verb, Map<String, ?> body) {
      return as(Tokens.centralIt()).body(body).put(PATH + "/" + id + "/" + verb).then();
    }

    /** The sites that use it. */
    public List<String> seats() {
      return as(Tokens.auditor())
          .get(PATH + "/" + id + "/seats?limit=200")
          .then()
          .statusCode(200)
          .extract()
          .path("data.siteId");
    }

    /** What was said of it, in order. */
    public List<JsonNode> events() {
      return TestKafka.said(Topic.LICENCES.topicName(), id);
    }

    public List<String> eventTypes() {
      return events().stream().map(it -> it.path("type").asText()).toList();
    }
  }

  public static ValidatableResponse ask(Map<String, ?> body) {
    return as(Tokens.centralIt()).body(body).post(PATH).then();
  }

  /**
   * @param more members of the body, over the usual ones
   */
  public static Issued issue(String pluginId, String type, Map<String, ?> more) {
    var body = new HashMap<String, Object>();
    body.put("registryId", Registry.ENTERPRISE);
    body.put("pluginId", pluginId);
    body.put("licenseType", type);
    body.putAll(more);
    var answer = ask(body).statusCode(201).extract();
    return new Issued(answer.path("data.id"), answer.path("data.licenseKey"));
  }
}
