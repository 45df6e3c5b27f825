package dev.pluginsuite.api.event;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.UUID;

/**
 * A fact about one subject with the subject's whole state after it, on a compacted topic keyed by
 * the subject. Consumers apply {@code state} guarded by {@code revision} and never depend on {@code
 * type}.
 *
 * @param revision grows with every change of the subject; not the persistence layer's version
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record StateEvent<S>(UUID eventId, String type, long revision, Instant at, S state) {}
