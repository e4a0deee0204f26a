@NullMarked
package org.mrcportal.reintegration.team;

import org.jspecify.annotations.NullMarked;
