package org.mrcportal.reintegration;

/** A case has come to another state; told within the transaction that moved it. */
public record CaseMoved(CaseId file, CaseState to) {}
