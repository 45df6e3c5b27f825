package dev.pluginsuite.contracts.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pluginsuite.contracts.document.Documents;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a service documents of itself when it is built, less what only holds on this machine. */
public final class ServiceApi {
  public static final List<String> SERVICES =
      List.of("registry", "validation", "installation", "deployment", "health");

  /** Where the login is differs; that it is OpenID Connect does not. */
  private static final String LOGIN =
      "https://login.example.com/realms/plugin-suite/.well-known/openid-configuration";

  private ServiceApi() {}

  public static ObjectNode built(Path root, String service) {
    var file = root.resolve(service + "-service/target/openapi/openapi.json");
    if (!Files.exists(file)) {
      throw new IllegalStateException(
          "%s-service is not built: mvn -pl %s-service -am -DskipTests package"
              .formatted(service, service));
    }
    var document = Documents.json(file);
    document.remove("servers");
    document
        .at("/components/securitySchemes")
        .forEach(it -> ((ObjectNode) it).put("openIdConnectUrl", LOGIN));
    return document;
  }
}
