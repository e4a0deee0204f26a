/** Who a client is: sealed, kept apart, and read only by those who work with the person. */
@NullMarked
package org.mrcportal.clients.identity;

import org.jspecify.annotations.NullMarked;
