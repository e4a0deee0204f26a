/** Consultations: writing down how a talk went with everything known filled in, finding it again, correcting it. */
@NullMarked
package org.mrcportal.counselling.consultation;

import org.jspecify.annotations.NullMarked;
