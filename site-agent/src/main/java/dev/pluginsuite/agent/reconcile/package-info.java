/** From what a site runs to what it should run. Knows no file, no network and no Kafka. */
@NullMarked
package dev.pluginsuite.agent.reconcile;

import org.jspecify.annotations.NullMarked;
