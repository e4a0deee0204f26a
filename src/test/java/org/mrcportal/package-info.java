/** Tests of the portal as a whole: modules, house rules, messages, row security. */
@NullMarked
package org.mrcportal;

import org.jspecify.annotations.NullMarked;
