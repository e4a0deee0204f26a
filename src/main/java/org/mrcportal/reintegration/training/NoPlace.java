package org.mrcportal.reintegration.training;

/** The course is full, or no longer takes people. */
class NoPlace extends RuntimeException {

    NoPlace(Throwable cause) {
        super(cause);
    }
}
