package org.mrcportal.reintegration.assessment;

/** How much support a score speaks for. It supports the counsellor's judgement and never replaces it. */
enum Band {
    HIGH("red"),
    MEDIUM("orange"),
    LOW("green");

    private final String colour;

    Band(String colour) {
        this.colour = colour;
    }

    /** Of its tag. */
    public String colour() {
        return colour;
    }

    public String label() {
        return "assessments.band." + name();
    }
}
