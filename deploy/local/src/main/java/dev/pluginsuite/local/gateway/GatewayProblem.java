package dev.pluginsuite.local.gateway;

/** Every refusal by the gateway itself. */
enum GatewayProblem {
  MALFORMED_REQUEST(400, "malformed-request", "The request cannot be read"),
  AMBIGUOUS_PATH(400, "ambiguous-path", "The path can be read in more than one way"),
  NO_ROUTE(404, "not-found", "No such resource"),
  URI_TOO_LONG(414, "uri-too-long", "The address is too long"),
  HEADERS_TOO_LARGE(431, "headers-too-large", "The header fields are too large"),
  BACKEND_LOST(502, "backend-lost", "The service broke off"),
  BACKEND_AWAY(503, "backend-away", "The service cannot be reached"),
  BACKEND_SILENT(504, "backend-silent", "The service did not answer in time");

  final int status;
  final String slug;
  final String title;

  GatewayProblem(int status, String slug, String title) {
    this.status = status;
    this.slug = slug;
    this.title = title;
  }

  Refusal because(String detail) {
    return new Refusal(this, detail);
  }
}
