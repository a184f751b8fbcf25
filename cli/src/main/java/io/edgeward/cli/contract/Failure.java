package io.edgeward.cli.contract;

/** Ends a command with a complaint. */
public final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Complaint complaint;

    Failure(Complaint complaint) {
        super(complaint.problem().path("detail").asString(""));
        this.complaint = complaint;
    }

    public Complaint complaint() {
        return complaint;
    }
}
