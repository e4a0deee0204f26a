@NullMarked
package org.mrcportal.clients.search;

import org.jspecify.annotations.NullMarked;
