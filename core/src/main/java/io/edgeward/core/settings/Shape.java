package io.edgeward.core.settings;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How a value type looks in JSON: a number with a range, or a string that the type itself parses. A
 * type so marked has a static {@code parse(String)} that throws IllegalArgumentException, or takes
 * a number.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Shape {
    /** What it is, as it goes on after "is not": "a port number from 1 to 65535". */
    String is();

    /** Least number; a shape with {@code minimum <= maximum} is a number, any other is a string. */
    long minimum() default 1;

    long maximum() default 0;

    /** A value that is right, for messages, documentation and the schema. */
    String example();
}
