package org.mrcportal.centres.urgent;

/**
 * A number for urgent help that was confirmed.
 *
 * @param country ISO 3166-1 alpha-2
 * @param kind the message {@code centres.urgent.kind.<kind>}
 */
record UrgentContact(String country, String number, String kind) {}
