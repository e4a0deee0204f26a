@NullMarked
package org.mrcportal.clients.consent;

import org.jspecify.annotations.NullMarked;
