package org.mrcportal.reintegration.training;

import org.springframework.dao.DataIntegrityViolationException;

/** The course is full or no longer takes people, or the person has just been enrolled from the same case. */
class NoPlace extends RuntimeException {

    private final boolean twice;

    NoPlace(DataIntegrityViolationException cause) {
        super(cause);
        twice = String.valueOf(cause.getMostSpecificCause().getMessage()).contains("enrolment_once");
    }

    boolean isFull() {
        return !twice;
    }

    TrainingDesk.Answer answer() {
        return twice ? TrainingDesk.Answer.TWICE : TrainingDesk.Answer.FULL;
    }
}
