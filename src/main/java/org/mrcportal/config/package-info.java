/** How the portal is put together: database, security, web, time. Nothing depends on it. */
@NullMarked
package org.mrcportal.config;

import org.jspecify.annotations.NullMarked;
