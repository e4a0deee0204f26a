package org.mrcportal.accounts.staff;

/** Somebody else has this user name. */
class UserNameTaken extends RuntimeException {

    private static final long serialVersionUID = 1L;
}
