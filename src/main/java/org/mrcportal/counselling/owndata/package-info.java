/** A person's own data, behind the link of a booking and the second fact: copy, correction, deletion, consents. */
@NullMarked
package org.mrcportal.counselling.owndata;

import org.jspecify.annotations.NullMarked;
