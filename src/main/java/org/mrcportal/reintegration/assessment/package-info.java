/** Assessments: what a person is asked in each round, what the answers come to, and what changed since. */
@NullMarked
package org.mrcportal.reintegration.assessment;

import org.jspecify.annotations.NullMarked;
