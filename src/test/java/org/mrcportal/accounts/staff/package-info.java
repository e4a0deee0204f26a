@NullMarked
package org.mrcportal.accounts.staff;

import org.jspecify.annotations.NullMarked;
