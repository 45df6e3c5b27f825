package dev.pluginsuite.registry.packages;

import dev.pluginsuite.registry.storage.StorageLocation;
import dev.pluginsuite.registry.storage.StoredContent;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/** A package's bytes as HTTP speaks of them, and where they are. */
record KeptContent(
    UUID packageId, String fileName, StoredContent content, List<StorageLocation> where) {

  static KeptContent of(PluginPackage it, List<StorageLocation> where) {
    return new KeptContent(
        it.id, it.pluginId + ".mpk", new StoredContent(it.checksum, it.size), where);
  }

  /** Strong: the digest is the bytes' name. */
  String etag() {
    return "\"" + content.checksum() + "\"";
  }

  /** RFC 9530: of the whole, also where a part is sent. */
  String reprDigest() {
    var digest = HexFormat.of().parseHex(content.checksum());
    return "sha-256=:" + Base64.getEncoder().encodeToString(digest) + ":";
  }
}
