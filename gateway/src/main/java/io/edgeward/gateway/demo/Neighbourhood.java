package io.edgeward.gateway.demo;

import io.edgeward.core.settings.Protocol;
import java.util.List;

/** What is to be seen of a gateway by those around it, without asking it. */
public interface Neighbourhood {
    /** The ports at which somebody on the internet gets an answer, of all 65,535, in order. */
    List<Integer> open(Protocol protocol);

    /** The terminals that offer a login to whoever stands at the gateway. */
    List<String> logins();
}
