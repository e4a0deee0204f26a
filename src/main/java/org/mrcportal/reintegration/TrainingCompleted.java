package org.mrcportal.reintegration;

import java.util.UUID;
import org.mrcportal.accounts.StaffId;

/**
 * Somebody has completed a course that was a step of the plan; told within the transaction that put it on record.
 *
 * @param action the step of the case's plan
 * @param by who put it on record
 */
public record TrainingCompleted(CaseId file, UUID action, StaffId by) {}
