package org.mrcportal.outreach.certificate;

import java.util.Locale;

/**
 * What one certificate says, in its language.
 *
 * @param name of the person, as it was given
 * @param title of the session
 * @param when day and hours, in the centre's zone
 */
public record Certificate(
        Locale language,
        String heading,
        String name,
        String tookPart,
        String title,
        String when,
        String place,
        String centre,
        String signature,
        String note) {}
