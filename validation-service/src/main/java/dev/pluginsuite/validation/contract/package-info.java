/** What the OpenAPI document says beyond what the code says by itself. */
@NullMarked
package dev.pluginsuite.validation.contract;

import org.jspecify.annotations.NullMarked;
