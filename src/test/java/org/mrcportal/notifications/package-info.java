@NullMarked
package org.mrcportal.notifications;

import org.jspecify.annotations.NullMarked;
