package io.edgeward.core.platform;

/**
 * A login session of the operating system.
 *
 * @param user the name that logged in
 * @param way the id of the facet that it came by, as {@code ssh}; empty if by none of ours
 * @param from the host it came from; empty if from the gateway itself
 * @param began when
 */
public record Login(String user, String way, String from, BootTime began) {}
