package dev.pluginsuite.local.site;

import dev.pluginsuite.local.keys.PrivateFiles;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * The home folder of a site's agent: its configuration, and whether it is enrolled at these
 * addresses.
 */
final class AgentHome {
  private static final String TOKEN_FILE = "enrolment.token";

  private final DemoSite site;
  private final String addresses;

  /**
   * @param addresses of what the agent was told at its enrolment; with others it enrols again
   */
  AgentHome(DemoSite site, String addresses) throws IOException {
    this.site = site;
    this.addresses = addresses;
    PrivateFiles.createFolder(site.home());
  }

  boolean isEnrolled() throws IOException {
    return Files.exists(credentials())
        && Files.exists(addressesFile())
        && Files.readString(addressesFile()).equals(addresses);
  }

  void prepareEnrolment(String token) throws IOException {
    Files.deleteIfExists(credentials());
    PrivateFiles.write(site.home().resolve(TOKEN_FILE), token);
    PrivateFiles.write(addressesFile(), addresses);
  }

  void writeConfiguration(String apiUrl) throws IOException {
    var properties = new Properties();
    properties.put("site.id", site.id());
    properties.put("api.url", apiUrl);
    properties.put("host.url", site.hostUrl().toString());
    properties.put("enrolment.token.file", TOKEN_FILE);
    // Seconds instead of a minute, so that a demo sees health at once.
    properties.put("health.interval", "PT2S");
    properties.put("compare.interval", "PT5S");
    properties.put("retry.pause", "PT1S");
    var text = new StringWriter();
    properties.store(text, "Written by the launcher at each start");
    PrivateFiles.write(site.home().resolve("agent.properties"), text.toString());
  }

  Path credentials() {
    return site.home().resolve("credentials.json");
  }

  private Path addressesFile() {
    return site.home().resolve("enrolled-at");
  }
}
