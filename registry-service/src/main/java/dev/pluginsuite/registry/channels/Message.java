package dev.pluginsuite.registry.channels;

import java.util.UUID;

/**
 * What is sent.
 *
 * @param id the same at every try, so that a receiver can tell a repetition
 * @param type such as {@code package.approved}
 * @param body the CloudEvent
 */
public record Message(UUID id, String type, String body) {}
