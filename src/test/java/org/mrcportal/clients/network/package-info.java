@NullMarked
package org.mrcportal.clients.network;

import org.jspecify.annotations.NullMarked;
