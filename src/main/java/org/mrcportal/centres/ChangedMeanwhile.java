package org.mrcportal.centres;

/** Somebody has changed the same settings since the form was opened. Nothing was saved. */
public class ChangedMeanwhile extends RuntimeException {

    /** @throws ChangedMeanwhile where what is saved is not what the form was filled in from */
    public static void unlessSame(String seen, String saved) {
        if (!seen.equals(saved)) {
            throw new ChangedMeanwhile();
        }
    }
}
