package dev.pluginsuite.registry.storage;

import dev.pluginsuite.registry.blobs.Account.Kind;

class S3ContentTest extends ContentContract {
  @Override
  Kind kind() {
    return Kind.S3;
  }
}
