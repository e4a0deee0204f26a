@NullMarked
package org.mrcportal.centres.region;

import org.jspecify.annotations.NullMarked;
