package dev.pluginsuite.deployment.watch;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** Of a method that answers with a stream: {@link WatchFilter} refuses what cannot be watched. */
@NameBinding
@Retention(RUNTIME)
@Target(METHOD)
@interface Watched {}
