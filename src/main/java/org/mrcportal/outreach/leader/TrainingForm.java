package org.mrcportal.outreach.leader;

import org.jspecify.annotations.Nullable;

/** A training a leader took part in, as typed: its day and the code of its topic. */
record TrainingForm(@Nullable String day, @Nullable String topic) {}
