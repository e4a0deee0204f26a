@NullMarked
package org.mrcportal.notifications.reminder;

import org.jspecify.annotations.NullMarked;
