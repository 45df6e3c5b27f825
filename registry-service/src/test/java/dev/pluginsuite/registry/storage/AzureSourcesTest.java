package dev.pluginsuite.registry.storage;

import dev.pluginsuite.registry.blobs.Account.Kind;

class AzureSourcesTest extends ContentSourcesContract {
  @Override
  Kind kind() {
    return Kind.AZURE;
  }

  @Override
  String scheme() {
    return "az";
  }

  @Override
  String otherScheme() {
    return "s3";
  }
}
