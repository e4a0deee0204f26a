/** Assistance: asked for, approved by a second person, delivered, acknowledged; with the papers that show it. */
@NullMarked
package org.mrcportal.reintegration.assistance;

import org.jspecify.annotations.NullMarked;
