/** How long a name is kept: what the privacy notice promises, a job does. */
@NullMarked
package org.mrcportal.clients.retention;

import org.jspecify.annotations.NullMarked;
