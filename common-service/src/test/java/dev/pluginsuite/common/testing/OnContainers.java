package dev.pluginsuite.common.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * With {@code SUITE_INFRA=containers} all flow tests run on containers; a test marked with this
 * proves that they do.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@EnabledIf(
    value = "dev.pluginsuite.common.testing.Containers#areAskedForAndAnswer",
    disabledReason =
        "SUITE_INFRA is not 'containers', or no container engine answers: the flow tests ran on embedded servers")
public @interface OnContainers {}
