/** Signed approvals and the keys that make them. */
@NullMarked
package dev.pluginsuite.registry.attestation;

import org.jspecify.annotations.NullMarked;
