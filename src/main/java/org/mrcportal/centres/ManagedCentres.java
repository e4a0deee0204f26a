package org.mrcportal.centres;

import org.mrcportal.shared.Language;

/** The centre whose settings a manager has opened: one of the stated scope, other people's centres are not found. */
public interface ManagedCentres {

    /** @throws org.mrcportal.shared.NotFound where the scope has no centre of this code */
    CentreCard toRead(String code, Language language);

    /**
     * The same, and its settings are this transaction's until it ends: whoever changes them at the same moment, or is about
     * to hold one of its times, waits and then sees what has been changed.
     *
     * @throws org.mrcportal.shared.NotFound where the scope has no centre of this code
     */
    CentreCard toChange(String code, Language language);
}
