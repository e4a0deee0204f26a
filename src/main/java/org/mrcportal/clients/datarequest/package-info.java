/** What people ask about their own data: a copy, a correction, the deletion of who they are. Staff decide in time. */
@NullMarked
package org.mrcportal.clients.datarequest;

import org.jspecify.annotations.NullMarked;
