@NullMarked
package org.mrcportal.centres.welcome;

import org.jspecify.annotations.NullMarked;
