package io.edgeward.platform.linux;

/**
 * Who stood at the other end of a Unix socket when it was connected, as the kernel says.
 *
 * @param pid its process; it may have ended since
 * @param uid its effective user
 * @param gid its effective primary group
 * @param user the user's name; the number where it has none
 */
public record Peer(long pid, long uid, long gid, String user) {}
