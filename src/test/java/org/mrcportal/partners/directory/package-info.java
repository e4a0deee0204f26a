@NullMarked
package org.mrcportal.partners.directory;

import org.jspecify.annotations.NullMarked;
