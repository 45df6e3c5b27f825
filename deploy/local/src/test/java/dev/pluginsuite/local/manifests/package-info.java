/** The manifests in k8s/, read as strictly as an API server would read them. */
@NullMarked
package dev.pluginsuite.local.manifests;

import org.jspecify.annotations.NullMarked;
