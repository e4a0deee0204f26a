/** What a client has agreed to, in which wording, and since when not any more. */
@NullMarked
package org.mrcportal.clients.consent;

import org.jspecify.annotations.NullMarked;
