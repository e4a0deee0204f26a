/** Finding a person again: by name in any alphabet, telephone, e-mail, client code or booking reference. */
@NullMarked
package org.mrcportal.clients.search;

import org.jspecify.annotations.NullMarked;
