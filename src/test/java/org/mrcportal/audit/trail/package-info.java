@NullMarked
package org.mrcportal.audit.trail;

import org.jspecify.annotations.NullMarked;
