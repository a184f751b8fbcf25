package io.edgeward.gateway.demo;

/** A step of the story did not come out as told. */
public final class StoryBroken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoryBroken(String says) {
        super(says);
    }
}
