/** The portal of a network of Migrant Resource Centres; each direct sub-package is a module. */
@NullMarked
package org.mrcportal;

import org.jspecify.annotations.NullMarked;
