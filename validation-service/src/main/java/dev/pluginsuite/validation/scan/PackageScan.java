package dev.pluginsuite.validation.scan;

import java.io.IOException;

/**
 * One check at work on one package. It sees all files in the order of the archive. What it throws
 * is the failure of the check, not of the package.
 */
public interface PackageScan extends AutoCloseable {
  default void fileBegins(ScannedFile file) throws IOException {}

  /**
   * @param chunk is only lent
   */
  default void bytes(byte[] chunk, int length) throws IOException {}

  /**
   * A line of a text file with one of the check's keywords in any case, between the file's begin
   * and its end; not all of a very long file.
   */
  default void line(TextWindow window) throws IOException {}

  default void fileEnds() throws IOException {}

  /** After the last file. Not called for an archive that could not be read to its end. */
  default void packageEnds(ScannedPackage contents) throws IOException {}

  @Override
  default void close() {}
}
