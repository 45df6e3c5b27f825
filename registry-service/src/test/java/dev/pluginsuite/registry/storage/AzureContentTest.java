package dev.pluginsuite.registry.storage;

import dev.pluginsuite.registry.blobs.Account.Kind;

class AzureContentTest extends ContentContract {
  @Override
  Kind kind() {
    return Kind.AZURE;
  }
}
