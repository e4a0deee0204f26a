package org.mrcportal.counselling;

import java.time.LocalDate;
import org.mrcportal.centres.CentreId;

/**
 * Somebody answered that money was asked for at a centre, where all help is free. Nothing in it leads to a visit.
 *
 * @param day of the answer, not of the visit, in the centre's zone
 */
public record MoneyAsked(CentreId centre, LocalDate day) {}
