/**
 * Campaigns, their posts, and what the platforms say of them day by day. Figures grow, so each says its day; people who
 * saw one post are never added to those who saw another.
 */
@NullMarked
package org.mrcportal.outreach.campaign;

import org.jspecify.annotations.NullMarked;
