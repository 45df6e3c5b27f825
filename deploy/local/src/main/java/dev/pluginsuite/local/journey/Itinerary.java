package dev.pluginsuite.local.journey;

import java.util.List;
import java.util.stream.Stream;

/** Which steps there are, in order. */
final class Itinerary {
  private Itinerary() {}

  static List<Step> through(World world) {
    var submission = new Submission(world);
    var installing = new Installing(world, submission);
    return Stream.of(
            new Preparation(world).steps(),
            submission.steps(),
            new Review(world, submission).steps(),
            installing.steps(),
            new Running(world, installing).steps(),
            new Deploying(world, submission).steps(),
            new Revoking(world, submission).steps())
        .flatMap(List::stream)
        .toList();
  }
}
