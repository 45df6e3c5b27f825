package dev.pluginsuite.registry.storage;

import dev.pluginsuite.registry.blobs.Account.Kind;

class S3SourcesTest extends ContentSourcesContract {
  @Override
  Kind kind() {
    return Kind.S3;
  }

  @Override
  String scheme() {
    return "s3";
  }

  @Override
  String otherScheme() {
    return "az";
  }
}
