package dev.pluginsuite.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pluginsuite.contracts.compatibility.ApiChange;
import dev.pluginsuite.contracts.compatibility.EventChange;
import dev.pluginsuite.contracts.document.Documents;
import dev.pluginsuite.contracts.event.EventContract;
import dev.pluginsuite.contracts.openapi.MergedApi;
import dev.pluginsuite.contracts.openapi.ServiceApi;
import dev.pluginsuite.contracts.reference.ApiPage;
import dev.pluginsuite.contracts.reference.EventsPage;
import dev.pluginsuite.contracts.requirement.Requirements;
import dev.pluginsuite.contracts.requirement.TestTags;
import java.nio.file.Path;
import java.util.LinkedHashMap;

/** Makes the contracts of the built services and compares them with the committed ones. */
public final class Contracts {
  private final Path root;
  private final Committed committed;

  private Contracts(Path root, Acceptance acceptance) {
    this.root = root;
    this.committed = new Committed(root, acceptance);
  }

  /**
   * @param arguments the folder of the project, and check, accept or accept-breaking
   */
  public static void main(String... arguments) {
    var contracts = new Contracts(Path.of(arguments[0]).normalize(), Acceptance.of(arguments[1]));
    contracts.rest();
    contracts.events();
    contracts.requirements();
    contracts.conclude();
  }

  private void rest() {
    var apis = new LinkedHashMap<String, JsonNode>();
    for (var service : ServiceApi.SERVICES) {
      var api = ServiceApi.built(root, service);
      committed.contract("contracts/openapi/" + service + ".yaml", api, ApiChange::breaks);
      apis.put(service, api);
    }
    var merged = MergedApi.of(apis);
    Documents.write(root.resolve("contracts/target/openapi/suite.yaml"), Documents.yaml(merged));
    Documents.write(root.resolve("contracts/target/openapi/suite.json"), Documents.json(merged));
    committed.page("docs/reference/api.md", ApiPage.of(merged));
  }

  private void events() {
    var events = EventContract.of(root.resolve("common-api/src/main/java"));
    committed.contract("contracts/asyncapi.yaml", events, EventChange::breaks);
    committed.page("docs/reference/events.md", EventsPage.of(events));
  }

  private void requirements() {
    var list = Documents.text(root.resolve("contracts/requirements.txt"));
    var requirements = new Requirements(list, TestTags.in(root));
    requirements.faults().forEach(committed::fault);
    committed.page("docs/requirements.md", requirements.page());
  }

  private void conclude() {
    var faults = committed.faults();
    if (!faults.isEmpty()) {
      System.err.println("\nContracts:\n\n" + String.join("\n\n", faults) + "\n");
      System.exit(1);
    }
  }
}
