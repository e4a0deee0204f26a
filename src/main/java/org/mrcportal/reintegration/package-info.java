/**
 * Reintegration: a returnee's case from arrival to standing on one's own feet. Screening, assessments and scores, the plan,
 * assistance, training, referrals, follow-up, closure; and what only few may see.
 *
 * <p>Who may see a case is decided by the database: a protected case and a restricted note exist only for their team, the
 * centre's protection focal point, and whoever broke the glass.
 */
@NullMarked
@ApplicationModule(
        displayName = "Reintegration",
        allowedDependencies = {"accounts", "centres", "clients", "partners", "shared"})
package org.mrcportal.reintegration;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
