/** Settings a centre's manager changes: opening hours, closed days, services. */
@NullMarked
package org.mrcportal.centres.settings;

import org.jspecify.annotations.NullMarked;
