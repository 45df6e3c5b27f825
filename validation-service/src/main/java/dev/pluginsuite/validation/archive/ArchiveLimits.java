package dev.pluginsuite.validation.archive;

/**
 * How much of anything is read before an archive is refused.
 *
 * @param bytes of the package
 * @param unpacked bytes of the tar archive in it
 * @param ratio of unpacked to packed bytes, once more than {@link #RATIO_COUNTS_FROM} are unpacked
 */
public record ArchiveLimits(long bytes, long unpacked, int ratio, int entries) {
  /** Padding alone compresses very well, and so little harms nobody. */
  static final long RATIO_COUNTS_FROM = 1 << 20;

  private static final long MIB = 1 << 20;

  public static final ArchiveLimits DEFAULT = new ArchiveLimits(256 * MIB, 1024 * MIB, 100, 10_000);
}
