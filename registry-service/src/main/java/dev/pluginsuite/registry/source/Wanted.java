package dev.pluginsuite.registry.source;

import dev.pluginsuite.registry.registries.StorageNames;

/**
 * A package to be brought.
 *
 * @param principal who submits it: the token's subject
 * @param registry what the registry's configuration allows
 */
public record Wanted(String packageUrl, String principal, StorageNames registry) {}
