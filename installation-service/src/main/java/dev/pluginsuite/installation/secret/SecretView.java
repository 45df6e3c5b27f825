package dev.pluginsuite.installation.secret;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;

/** A secret value, for the agent of its site and nobody else. */
public record SecretView(UUID ref, String name, long revision, JsonNode value) {
  @Override
  public String toString() {
    return name + " " + revision;
  }
}
