@NullMarked
package org.mrcportal.clients;

import org.jspecify.annotations.NullMarked;
