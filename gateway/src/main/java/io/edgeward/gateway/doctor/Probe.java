package io.edgeward.gateway.doctor;

import java.util.List;

/** Looks at one place. May block; whatever it throws is told as unknown. */
public interface Probe {
    /** What is told in its place if it does not come to an end. */
    String name();

    List<Check> look();
}
