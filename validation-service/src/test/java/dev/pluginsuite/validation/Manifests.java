package dev.pluginsuite.validation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A good manifest, and what others make of it. */
public final class Manifests {
  public static final String ID = "supplier-risk";
  public static final String VERSION = "1.2.0";
  public static final String GOOD =
      """
      {
        "id": "supplier-risk",
        "name": "Supplier risk",
        "version": "1.2.0",
        "author": "Group IT",
        "apiVersion": "1.0.0",
        "description": "Rates suppliers.",
        "license": "Apache-2.0",
        "licenseType": "SITE",
        "mesVersion": ">=4.0.0,<6.0.0",
        "permissions": ["work_orders:write", "materials:read"],
        "hooks": [
          "material.afterCreate",
          {"point": "workOrder.beforeCreate", "handler": "check", "priority": 100, "timeout": 60000}
        ],
        "dependencies": {"supplier-db": "^2.0.0", "data-sync": ">=1.5.0,<3.0.0"},
        "configuration": {
          "url": {"type": "string", "required": true, "description": "Of the service."},
          "limit": {"type": "number", "default": 0.5},
          "on": {"type": "boolean", "default": false},
          "tags": {"type": "array", "default": []},
          "map": {"type": "object", "default": {}, "secret": true}
        },
        "main": "dist/index.js"
      }""";

  private static final JsonMapper MAPPER = new JsonMapper();

  private Manifests() {}

  /**
   * The good one with some fields replaced.
   *
   * @param changes JSON object
   */
  public static String with(String changes) {
    try {
      var manifest = (ObjectNode) MAPPER.readTree(GOOD);
      manifest.setAll((ObjectNode) MAPPER.readTree(changes));
      return MAPPER.writeValueAsString(manifest);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** The good one without a field. */
  public static String without(String field) {
    try {
      var manifest = (ObjectNode) MAPPER.readTree(GOOD);
      manifest.remove(field);
      return MAPPER.writeValueAsString(manifest);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
