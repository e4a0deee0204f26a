package org.mrcportal.reintegration.casefile;

import org.mrcportal.reintegration.CaseState;

/** A case cannot come from this state to that one: somebody else was faster, or it is not the way of cases. */
public class IllegalMove extends RuntimeException {

    IllegalMove(CaseState from, CaseState to) {
        super("No case goes from %s to %s".formatted(from, to));
    }
}
