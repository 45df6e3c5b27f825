package dev.pluginsuite.registry.garbage;

import java.util.List;

/**
 * What a run did, or would have done.
 *
 * @param found objects in the stores that nobody had noted
 * @param marked objects that nothing refers to since this run
 * @param swept removed objects; in a dry run those that would have been
 * @param sweptBytes their bytes
 * @param failed objects that could not be removed: the next run tries again
 * @param objects the first of those removed
 */
record GarbageView(
    boolean dryRun,
    long found,
    long marked,
    long swept,
    long sweptBytes,
    long failed,
    List<GarbageObject> objects) {}
