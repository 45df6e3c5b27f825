@NullMarked
package dev.pluginsuite.api.attestation;

import org.jspecify.annotations.NullMarked;
