/**
 * The waiting list: who wants a time where none is free, and to whom the next free one is offered. A place is offered to
 * one person at a time and is held in the diary meanwhile.
 */
@NullMarked
package org.mrcportal.counselling.waitinglist;

import org.jspecify.annotations.NullMarked;
