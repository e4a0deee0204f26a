/** Interpreters: a register of whom a centre may ask, requests for visits, answers by link. */
@NullMarked
package org.mrcportal.counselling.interpreter;

import org.jspecify.annotations.NullMarked;
