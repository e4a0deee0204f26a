/** How long notes are kept, and with whom counselling still works. */
@NullMarked
package org.mrcportal.counselling.retention;

import org.jspecify.annotations.NullMarked;
