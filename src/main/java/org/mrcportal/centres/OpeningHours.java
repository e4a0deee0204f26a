package org.mrcportal.centres;

import java.time.DayOfWeek;
import java.time.LocalTime;

/** A stretch of a week in which a centre is open: half-open, in the centre's zone. */
public record OpeningHours(DayOfWeek day, LocalTime opens, LocalTime closes) {}
