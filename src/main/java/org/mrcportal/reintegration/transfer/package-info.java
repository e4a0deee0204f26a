/** A case that another centre of the network takes on: it changes hands only when that centre accepts. */
@NullMarked
package org.mrcportal.reintegration.transfer;

import org.jspecify.annotations.NullMarked;
