/** A person's own page: how to reach the person, what was agreed, what happened so far. */
@NullMarked
package org.mrcportal.clients.file;

import org.jspecify.annotations.NullMarked;
