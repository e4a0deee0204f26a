package org.mrcportal.reintegration.referral;

/** How soon a partner is to answer, and then to help. */
enum Urgency {
    IMMEDIATE(1, 3),
    URGENT(3, 7),
    NORMAL(14, 30);

    private final int daysToAnswer;
    private final int daysToServe;

    Urgency(int daysToAnswer, int daysToServe) {
        this.daysToAnswer = daysToAnswer;
        this.daysToServe = daysToServe;
    }

    int daysToAnswer() {
        return daysToAnswer;
    }

    int daysToServe() {
        return daysToServe;
    }
}
