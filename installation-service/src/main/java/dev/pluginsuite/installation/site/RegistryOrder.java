package dev.pluginsuite.installation.site;

import java.util.List;

/**
 * Registries in the order of use. An object of its own: the driver cannot read a bare JSON array.
 */
record RegistryOrder(List<String> ids) {}
