package org.mrcportal.centres;

import java.util.ResourceBundle;
import org.mrcportal.shared.Language;

/** This module's messages, for what has no message source at hand. */
final class Texts {

    private Texts() {}

    /** The bundle of a language; never that of the machine's. */
    static ResourceBundle of(Language language) {
        return ResourceBundle.getBundle(
                "messages/centres",
                language.locale(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }
}
