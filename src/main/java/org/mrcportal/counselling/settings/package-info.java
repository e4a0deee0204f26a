/** Settings a centre's manager changes: who counsels when and in which languages, and the rules of booking. */
@NullMarked
package org.mrcportal.counselling.settings;

import org.jspecify.annotations.NullMarked;
