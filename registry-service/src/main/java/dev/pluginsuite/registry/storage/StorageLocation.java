package dev.pluginsuite.registry.storage;

/**
 * A place for bytes, as the database remembers it: without credentials.
 *
 * @param account the name of a configured account
 * @param prefix of every key; empty for none
 */
public record StorageLocation(String account, String bucket, String prefix) {
  /** The store for uploads, and for registries that name none. */
  public static final StorageLocation DEFAULT = new StorageLocation("default", "", "");

  static StorageLocation of(String account, String path) {
    var bucketAndPrefix = path.split("/", 2);
    return new StorageLocation(
        account, bucketAndPrefix[0], bucketAndPrefix.length == 1 ? "" : bucketAndPrefix[1]);
  }

  /** What {@link #toString} wrote. */
  public static StorageLocation parse(String text) {
    var accountAndPath = text.split("/", 2);
    return accountAndPath.length == 1 ? DEFAULT : of(accountAndPath[0], accountAndPath[1]);
  }

  @Override
  public String toString() {
    if (equals(DEFAULT)) {
      return account;
    }
    return account + "/" + bucket + (prefix.isEmpty() ? "" : "/" + prefix);
  }
}
