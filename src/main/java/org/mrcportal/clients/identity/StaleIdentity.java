package org.mrcportal.clients.identity;

/** Somebody else changed the identity while the form was open. */
class StaleIdentity extends RuntimeException {}
