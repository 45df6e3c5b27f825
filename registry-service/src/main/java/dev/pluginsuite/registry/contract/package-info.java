/** What the OpenAPI document says beyond what the code says by itself. */
@NullMarked
package dev.pluginsuite.registry.contract;

import org.jspecify.annotations.NullMarked;
