/** Where bytes can be kept: a folder, S3, Azure Blob Storage. Knows no plugin and no package. */
@NullMarked
package dev.pluginsuite.registry.blobs;

import org.jspecify.annotations.NullMarked;
