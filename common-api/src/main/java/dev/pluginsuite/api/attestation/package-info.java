/** Signed statements: what was approved, and with which keys. */
@NullMarked
package dev.pluginsuite.api.attestation;

import org.jspecify.annotations.NullMarked;
