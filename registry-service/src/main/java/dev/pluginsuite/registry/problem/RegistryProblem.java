package dev.pluginsuite.registry.problem;

import dev.pluginsuite.common.problem.ProblemType;

/** Every refusal of this service that a client can act on. */
public enum RegistryProblem implements ProblemType {
  UNKNOWN_REGISTRY(422, "unknown-registry", "No such registry"),
  REGISTRY_INACTIVE(409, "registry-inactive", "The registry takes no packages"),
  REGISTRY_EXISTS(409, "registry-exists", "The id is taken"),
  UNKNOWN_UPLOAD(422, "unknown-upload", "No such upload"),
  URL_NOT_ALLOWED(422, "package-url-not-allowed", "The registry does not fetch from there"),
  CHECKSUM_MISMATCH(422, "checksum-mismatch", "The bytes are not those that the checksum names"),
  INVALID_CHECKSUM(422, "invalid-checksum", "Not a SHA-256 checksum"),
  INVALID_SUBMISSION(422, "invalid-submission", "The submission is not valid"),
  DUPLICATE_VERSION(409, "duplicate-version", "This version exists already"),
  VALIDATION_FAILED(422, "validation-failed", "The package did not pass validation"),
  NOT_VALIDATED(409, "not-validated", "The package has not passed validation"),
  ILLEGAL_TRANSITION(409, "illegal-transition", "Not possible in the current status"),
  OWN_SUBMISSION(403, "own-submission", "Nobody decides on what they submitted"),
  RISKS_NOT_ACKNOWLEDGED(422, "risks-not-acknowledged", "High risks have to be acknowledged"),
  REASON_REQUIRED(422, "reason-required", "A reason is needed"),
  UPLOAD_TOO_LARGE(413, "upload-too-large", "The package is too large"),
  CONTENT_UNAVAILABLE(409, "content-unavailable", "The stored bytes cannot be served"),
  // ---- Review desk
  SECOND_APPROVER_NEEDED(409, "second-approver-needed", "It takes two people to approve this"),
  CHANGE_REFERENCE_REQUIRED(422, "change-reference-required", "A change reference is needed"),
  INVALID_REPLACEMENT(422, "invalid-replacement", "Not a package that can replace this one"),
  NO_DEVELOPER_KEY(409, "no-developer-key", "There is no key for packages of developers"),
  INVALID_MIRROR(422, "invalid-mirror", "Not a mirror that can be"),
  REVOCATION_NOT_STRICTER(409, "revocation-not-stricter", "A revocation is never loosened"),

  // ---- Submission
  NOT_FETCHED(422, "package-not-fetched", "The package could not be fetched"),
  TOO_MANY_UPLOADS(429, "too-many-uploads", "Too many uploads wait to be submitted"),
  TOO_MANY_FETCHES(429, "too-many-fetches", "Too many packages are being fetched"),

  // ---- Storage
  STORAGE_NOT_ALLOWED(422, "storage-not-allowed", "The registry cannot be kept there"),
  SOURCE_MISSING(422, "source-missing", "There is nothing at the package URL"),

  // ---- Ratings
  NEVER_RAN(409, "never-ran", "Only who has run a package can rate it"),
  SITE_REQUIRED(422, "site-required", "The site has to be named"),

  // ---- Notices
  INVALID_SUBSCRIPTION(422, "invalid-subscription", "The subscription is not valid"),
  WEBHOOK_NOT_ALLOWED(422, "webhook-not-allowed", "Nothing can be sent there"),
  CHANNEL_UNAVAILABLE(409, "channel-unavailable", "This way of being told is not set up"),
  TOO_MANY_TESTS(429, "too-many-tests", "Too many subscriptions are being tried out"),
  TOO_MANY_SUBSCRIPTIONS(409, "too-many-subscriptions", "No more subscriptions for this person");

  private final int status;
  private final String slug;
  private final String title;

  RegistryProblem(int status, String slug, String title) {
    this.status = status;
    this.slug = slug;
    this.title = title;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public String slug() {
    return slug;
  }

  @Override
  public String title() {
    return title;
  }
}
