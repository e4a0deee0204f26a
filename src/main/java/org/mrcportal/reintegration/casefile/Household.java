package org.mrcportal.reintegration.casefile;

import java.util.UUID;

/** The people of a household. */
final class Household {

    private Household() {}

    /** What a sealed name belongs to. */
    static String nameOf(UUID member) {
        return "household.name:" + member;
    }
}
