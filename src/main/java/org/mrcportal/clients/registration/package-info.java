/** Registering people and knowing them by their code. */
@NullMarked
package org.mrcportal.clients.registration;

import org.jspecify.annotations.NullMarked;
