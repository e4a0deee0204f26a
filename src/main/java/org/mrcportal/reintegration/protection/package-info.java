/** What only few may see: notes, protected cases, who guards them, and how they are opened in an emergency. */
@NullMarked
package org.mrcportal.reintegration.protection;

import org.jspecify.annotations.NullMarked;
