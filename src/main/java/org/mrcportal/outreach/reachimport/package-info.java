/**
 * Exports of the platforms, read in: a file comes up, its columns are matched, what it would change is shown, and somebody
 * says yes. All of it or nothing; read in again, it changes nothing.
 */
@NullMarked
package org.mrcportal.outreach.reachimport;

import org.jspecify.annotations.NullMarked;
