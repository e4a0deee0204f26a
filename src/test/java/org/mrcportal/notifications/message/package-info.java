@NullMarked
package org.mrcportal.notifications.message;

import org.jspecify.annotations.NullMarked;
