package dev.pluginsuite.demohost;

/** Every refusal of the host. The slug is the stable part of its RFC 9457 type. */
public enum ProblemType {
  INVALID_REQUEST(400, "invalid-request", "The request cannot be read"),
  FOREIGN_ORIGIN(403, "foreign-origin", "Web pages may not call the host"),
  NOT_FOUND(404, "not-found", "Nothing here"),
  HOOK_NOT_HANDLED(404, "hook-not-handled", "No active plugin handles the hook point"),
  METHOD_NOT_ALLOWED(405, "method-not-allowed", "The resource has no such method"),
  STILL_REQUIRED(409, "still-required", "An active plugin requires it"),
  BODY_TOO_LARGE(413, "body-too-large", "The body is too large"),
  FOLDER_REFUSED(422, "folder-refused", "The folder holds no plugin of this host"),
  MANIFEST_REFUSED(422, "manifest-refused", "The manifest does not fit"),
  REQUIREMENT_NOT_ACTIVE(422, "requirement-not-active", "A required plugin is not active"),
  REQUIREMENT_CYCLE(422, "requirement-cycle", "Plugins may not require each other in a circle"),
  SECRET_REFUSED(422, "secret-refused", "A secret value cannot be read"),
  SCRIPT_FAILED(422, "script-failed", "The plugin's script failed to load"),
  INTERNAL(500, "internal", "The host failed");

  final int status;
  final String slug;
  final String title;

  ProblemType(int status, String slug, String title) {
    this.status = status;
    this.slug = slug;
    this.title = title;
  }

  Problem because(String detail) {
    return new Problem(this, detail);
  }
}
