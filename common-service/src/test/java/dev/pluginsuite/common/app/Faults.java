package dev.pluginsuite.common.app;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * The switch of the infrastructure: a {@code Consumer<String>} that takes {@code "stop KAFKA"},
 * {@code "start KAFKA"} or {@code "restart POSTGRES"}. Text, because a test and its resources have
 * different class loaders.
 */
@Target(FIELD)
@Retention(RUNTIME)
public @interface Faults {}
