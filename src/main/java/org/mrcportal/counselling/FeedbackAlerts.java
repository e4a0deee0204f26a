package org.mrcportal.counselling;

/** Answers that say money was asked for and that no manager has dealt with yet. Reads within the scope of the transaction. */
public interface FeedbackAlerts {

    long open();
}
