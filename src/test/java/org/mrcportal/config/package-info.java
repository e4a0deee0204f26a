/** Tests of what holds for every page: the look, the layouts, their weight. */
@NullMarked
package org.mrcportal.config;

import org.jspecify.annotations.NullMarked;
