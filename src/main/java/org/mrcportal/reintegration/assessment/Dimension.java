package org.mrcportal.reintegration.assessment;

/** What sustainable reintegration is made of; the sections of a scored instrument bear these names. */
enum Dimension {
    ECONOMIC,
    SOCIAL,
    PSYCHOSOCIAL
}
