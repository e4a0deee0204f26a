package org.mrcportal.counselling;

import org.mrcportal.centres.CentreId;

/** Somebody who had booked is here and waits. Told again where an arrival was taken back and the person came after all. */
public record AppointmentArrived(AppointmentId appointment, CentreId centre) {}
