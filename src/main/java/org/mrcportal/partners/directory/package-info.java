/** The directory of partners, as staff keep it. */
@NullMarked
package org.mrcportal.partners.directory;

import org.jspecify.annotations.NullMarked;
