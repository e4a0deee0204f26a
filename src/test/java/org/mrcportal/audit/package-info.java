@NullMarked
package org.mrcportal.audit;

import org.jspecify.annotations.NullMarked;
