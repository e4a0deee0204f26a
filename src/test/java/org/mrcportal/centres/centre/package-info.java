@NullMarked
package org.mrcportal.centres.centre;

import org.jspecify.annotations.NullMarked;
