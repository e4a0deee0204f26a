/**
 * Complaints: apart from counsellors and the front desk, tied to no client and no booking. The centre's manager reads
 * them, or the network's where the person wishes so.
 */
@NullMarked
package org.mrcportal.counselling.complaint;

import org.jspecify.annotations.NullMarked;
