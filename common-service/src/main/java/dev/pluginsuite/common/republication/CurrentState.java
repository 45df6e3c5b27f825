package dev.pluginsuite.common.republication;

/**
 * What a subject is now, as its topic should have it.
 *
 * @param revision of its last change; saying it again is none
 */
public record CurrentState(String topic, Object key, long revision, Object state) {}
