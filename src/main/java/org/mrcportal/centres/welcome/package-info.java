/** Where people arrive: the home page, a page for each situation, and how their data are kept. */
@NullMarked
package org.mrcportal.centres.welcome;

import org.jspecify.annotations.NullMarked;
