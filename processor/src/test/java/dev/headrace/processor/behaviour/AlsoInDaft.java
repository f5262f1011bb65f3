package dev.headrace.processor.behaviour;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * On a class of tests: all that their runs were asked is asked of the optimized and the naive Daft program too, after the
 * last test, in one process of Python; any difference fails the class. Without a Python nothing is done.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(DaftExtension.class)
public @interface AlsoInDaft {}
