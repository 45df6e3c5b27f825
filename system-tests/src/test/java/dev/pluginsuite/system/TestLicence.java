package dev.pluginsuite.system;

import dev.pluginsuite.local.api.Api;
import dev.pluginsuite.local.api.User;
import java.io.IOException;

/** A licence for all sites, with so many seats. */
final class TestLicence {
  private static final String LICENCES = "/admin/plugin-registry/licenses";

  private final Api centralIt;
  private final String id;

  TestLicence(Suite suite, String pluginId, int seats) throws IOException, InterruptedException {
    this.centralIt = suite.as(User.CENTRAL_IT);
    var body =
        Api.json()
            .put("registryId", TestPlugin.REGISTRY)
            .put("pluginId", pluginId)
            .put("licenseType", "ENTERPRISE")
            .put("maxInstallations", seats);
    this.id = centralIt.post(LICENCES, body).expect(201).text("id");
  }

  /** How many of its seats are taken. */
  int used() throws IOException, InterruptedException {
    return centralIt.get(LICENCES + "/" + id).expect(200).data().path("usedInstallations").asInt();
  }
}
