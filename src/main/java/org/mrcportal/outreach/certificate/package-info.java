/** Certificates of attendance for those who gave a name, as PDF in their own language; nothing of them is kept. */
@NullMarked
package org.mrcportal.outreach.certificate;

import org.jspecify.annotations.NullMarked;
