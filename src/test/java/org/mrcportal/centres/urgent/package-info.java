@NullMarked
package org.mrcportal.centres.urgent;

import org.jspecify.annotations.NullMarked;
