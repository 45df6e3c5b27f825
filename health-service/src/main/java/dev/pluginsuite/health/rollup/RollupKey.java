package dev.pluginsuite.health.rollup;

import java.util.UUID;

/** An upgrade in the middle makes two rollups of one time. */
record RollupKey(Bucket bucket, UUID packageId) {}
