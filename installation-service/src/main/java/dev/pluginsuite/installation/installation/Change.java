package dev.pluginsuite.installation.installation;

import java.time.Instant;
import java.util.UUID;

/**
 * One change of what a site should have.
 *
 * @param planId succeeds or is reverted whole
 * @param generation of the site's document that carries it
 */
record Change(UUID planId, long generation, Instant now) {}
