package org.mrcportal.outreach;

import org.jspecify.annotations.Nullable;

/** Pages with numbers, of lists that nobody adds to in their middle. */
public final class Paging {

    private Paging() {}

    /** The page an address asks for, from 1; what cannot be one is the first. */
    public static int page(@Nullable String typed) {
        return typed != null && typed.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(typed) : 1;
    }
}
