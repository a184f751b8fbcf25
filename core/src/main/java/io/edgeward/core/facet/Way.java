package io.edgeward.core.facet;

/**
 * A way to manage the gateway, open or closed by a facet's settings.
 *
 * @param facet the facet's id, which names the way
 */
public record Way(String facet, boolean open) {}
