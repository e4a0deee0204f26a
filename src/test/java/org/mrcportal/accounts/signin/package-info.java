@NullMarked
package org.mrcportal.accounts.signin;

import org.jspecify.annotations.NullMarked;
