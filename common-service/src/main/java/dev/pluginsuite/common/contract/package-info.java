/** What an OpenAPI document says beyond what the code says by itself. */
@NullMarked
package dev.pluginsuite.common.contract;

import org.jspecify.annotations.NullMarked;
