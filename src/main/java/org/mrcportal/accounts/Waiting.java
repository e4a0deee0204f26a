package org.mrcportal.accounts;

/** Things that somebody has to look at: the navigation says how many they are, and sign-in leads to them. */
public interface Waiting {

    /** The address of the page that shows them. */
    String page();

    /** How many wait for this person; 0 for whoever the page is not for. */
    int forPerson(StaffMember me);
}
