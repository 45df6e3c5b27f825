package dev.pluginsuite.registry.registries;

import org.jspecify.annotations.Nullable;

/** Where a registry's packages lie, as its configuration says it. */
public record StorageNames(@Nullable String storageUrl, @Nullable String storageBucket) {}
