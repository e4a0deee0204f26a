@NullMarked
package org.mrcportal.centres.settings;

import org.jspecify.annotations.NullMarked;
