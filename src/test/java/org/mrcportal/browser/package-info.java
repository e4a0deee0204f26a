/** Journeys through the running portal in a real Chromium, by role and label. */
@NullMarked
package org.mrcportal.browser;

import org.jspecify.annotations.NullMarked;
