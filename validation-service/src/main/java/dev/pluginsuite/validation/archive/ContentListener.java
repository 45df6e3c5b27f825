package dev.pluginsuite.validation.archive;

/** Sees what is in the files of a package while they go by, once and in order. */
public interface ContentListener {
  /** Sees nothing. */
  ContentListener NOBODY =
      new ContentListener() {
        @Override
        public void begins(ArchiveEntry file) {}

        @Override
        public void bytes(byte[] chunk, int length) {}

        @Override
        public void ends() {}
      };

  void begins(ArchiveEntry file);

  /**
   * @param chunk is only lent: what it holds changes with the next one
   */
  void bytes(byte[] chunk, int length);

  void ends();
}
