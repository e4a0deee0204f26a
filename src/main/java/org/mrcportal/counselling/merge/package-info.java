/** What counselling does when two clients turn out to be one person. */
@NullMarked
package org.mrcportal.counselling.merge;

import org.jspecify.annotations.NullMarked;
