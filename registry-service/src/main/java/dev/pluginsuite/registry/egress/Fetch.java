package dev.pluginsuite.registry.egress;

import java.net.URI;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * What is to be fetched, and how far that may go.
 *
 * @param allowed which URLs the caller has a reason to fetch; asked for each redirect too, and
 *     beside the rules that hold for everybody
 * @param deadline for all of it, from looking up the name to the last byte
 * @param largest the most bytes of the body
 */
public record Fetch(URI url, Predicate<URI> allowed, Duration deadline, long largest) {}
