package dev.pluginsuite.installation.installation;

import dev.pluginsuite.api.installation.DesiredState.SecretRef;
import java.util.List;

/** Secrets of an installation, by reference. An object of its own, as {@link Requirements}. */
record SecretRefs(List<SecretRef> refs) {}
