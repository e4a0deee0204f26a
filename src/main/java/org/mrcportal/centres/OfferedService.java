package org.mrcportal.centres;

/**
 * Something that can be booked at a centre. The label is the message {@code centres.service.<code>}.
 *
 * @param code such as {@code OFFER_CHECK}
 * @param minutes how long the talk takes
 */
public record OfferedService(String code, int minutes) {}
