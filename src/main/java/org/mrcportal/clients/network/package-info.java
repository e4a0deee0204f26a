/** People whom another centre of the network may know: asked for, granted or refused, and read for a while. */
@NullMarked
package org.mrcportal.clients.network;

import org.jspecify.annotations.NullMarked;
