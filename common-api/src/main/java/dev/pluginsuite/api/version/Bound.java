package dev.pluginsuite.api.version;

/** One side of a range: what a version has to be, compared with another one. */
record Bound(Side side, SemVer version) {

  /** Where a version may lie. */
  enum Side {
    BELOW,
    AT_MOST,
    EXACTLY,
    AT_LEAST,
    ABOVE
  }

  boolean admits(SemVer candidate) {
    var order = candidate.compareTo(version);
    return switch (side) {
      case BELOW -> order < 0;
      case AT_MOST -> order <= 0;
      case EXACTLY -> order == 0;
      case AT_LEAST -> order >= 0;
      case ABOVE -> order > 0;
    };
  }

  /**
   * Whether it names a pre-release of the release the candidate leads to, and so asks for those.
   */
  boolean asksForPreReleasesOf(SemVer candidate) {
    return version.isPreRelease() && version.isSameRelease(candidate);
  }
}
