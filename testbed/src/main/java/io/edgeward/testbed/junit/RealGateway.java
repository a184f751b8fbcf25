package io.edgeward.testbed.junit;

import io.edgeward.testbed.Kind;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Boots a real gateway in factory state for the tests of a class. They take it and its neighbours
 * as parameters: {@code Gateway gateway}, and a {@code Neighbour} named {@code wan}, {@code lan1}
 * or {@code lan2}.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(GatewayExtension.class)
public @interface RealGateway {

    /** A container, or a machine where the test needs a kernel or a serial port of its own. */
    Kind on() default Kind.CONTAINER;

    /** Boots a fresh gateway for each test method instead of one for the class. */
    boolean perTest() default false;

    /**
     * Leaves the gateway switched off: the test boots it itself, with a kernel command line for
     * example.
     */
    boolean off() default false;
}
