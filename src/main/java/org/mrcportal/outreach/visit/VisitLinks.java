package org.mrcportal.outreach.visit;

import java.util.Set;
import java.util.UUID;

/** Who and what belongs to a visit: who goes, with whom they speak, and which awareness sessions. */
record VisitLinks(Set<UUID> staff, Set<UUID> institutions, Set<UUID> leaders, Set<UUID> sessions) {}
