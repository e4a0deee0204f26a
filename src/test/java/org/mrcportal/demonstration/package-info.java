/** Tests of the demonstration data. */
@NullMarked
package org.mrcportal.demonstration;

import org.jspecify.annotations.NullMarked;
