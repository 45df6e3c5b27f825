package dev.pluginsuite.local.site;

import dev.pluginsuite.local.api.Api;
import java.io.IOException;
import java.time.Duration;

/** Sees to it that the group's registry and the demo sites are known to the suite. */
public final class SiteRegistration {
  public static final String REGISTRY = "enterprise";
  private static final String ENTERPRISE = "demo-group";
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Api centralIt;

  public SiteRegistration(Api centralIt) {
    this.centralIt = centralIt;
  }

  public void ensureRegistry() throws IOException, InterruptedException {
    if (centralIt.get("/admin/plugin-registry/registries/" + REGISTRY).status() == 404) {
      var body =
          Api.json()
              .put("id", REGISTRY)
              .put("type", "ENTERPRISE")
              .put("name", "Approved plugins of the group")
              .put("enterpriseId", ENTERPRISE);
      centralIt.post("/admin/plugin-registry/registries", body).expect(201);
    }
  }

  /** Returns when the site is provisioned. */
  void ensure(DemoSite site) throws IOException, InterruptedException {
    if (centralIt.get(path(site)).status() == 404) {
      var body =
          Api.json()
              .put("id", site.id())
              .put("name", site.name())
              .put("enterpriseId", ENTERPRISE)
              .put("mesVersion", "9.1.0")
              .put("apiVersion", "1.0.0");
      centralIt.post("/admin/plugin-registry/sites", body).expect(201);
    }
    awaitActive(site);
  }

  private void awaitActive(DemoSite site) throws IOException, InterruptedException {
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    var status = "";
    while (System.nanoTime() < deadline) {
      status = centralIt.get(path(site)).expect(200).text("status");
      if (status.equals("ACTIVE")) {
        return;
      }
      Thread.sleep(200);
    }
    throw new IOException("%s is still %s".formatted(site.id(), status));
  }

  /** For the agent's first start; good once. */
  String enrolmentToken(DemoSite site) throws IOException, InterruptedException {
    return centralIt.post(path(site) + "/enrolment", Api.json()).expect(201).text("token");
  }

  private static String path(DemoSite site) {
    return "/admin/plugin-registry/sites/" + site.id();
  }
}
