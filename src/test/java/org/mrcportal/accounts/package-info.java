@NullMarked
package org.mrcportal.accounts;

import org.jspecify.annotations.NullMarked;
