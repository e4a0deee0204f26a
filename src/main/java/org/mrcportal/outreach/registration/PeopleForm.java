package org.mrcportal.outreach.registration;

import org.jspecify.annotations.Nullable;

/** How many come after all, as typed. */
record PeopleForm(@Nullable String people) {}
