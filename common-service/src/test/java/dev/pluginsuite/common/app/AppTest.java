package dev.pluginsuite.common.app;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** A test of the small application: one for all, so that it starts once. */
@QuarkusTest
@QuarkusTestResource(AppTestResource.class)
@Inherited
@Target(TYPE)
@Retention(RUNTIME)
public @interface AppTest {}
