@NullMarked
package org.mrcportal.clients.datarequest;

import org.jspecify.annotations.NullMarked;
