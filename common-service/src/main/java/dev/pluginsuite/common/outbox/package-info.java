/** Events leave a service: recorded with the change, moved to Kafka by one relay. */
@NullMarked
package dev.pluginsuite.common.outbox;

import org.jspecify.annotations.NullMarked;
