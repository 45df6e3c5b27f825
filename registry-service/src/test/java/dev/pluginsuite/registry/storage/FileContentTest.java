package dev.pluginsuite.registry.storage;

import dev.pluginsuite.registry.blobs.Account.Kind;

class FileContentTest extends ContentContract {
  @Override
  Kind kind() {
    return Kind.FILESYSTEM;
  }
}
