package org.mrcportal.counselling.queue;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;

/**
 * Who invites somebody from the line.
 *
 * @param sex F or M; null: the caller sends people to others, such as the front desk
 * @param languages codes the caller can talk in; null likewise
 */
record Caller(StaffId id, @Nullable String sex, @Nullable Set<String> languages) {

    /** Somebody who calls for whoever is free. */
    static Caller forOthers(StaffId id) {
        return new Caller(id, null, null);
    }

    /** Whether the two can talk, and the person gets the woman or man wished for. */
    boolean suits(InLine person) {
        boolean understand = languages == null || person.interpreter() || languages.contains(person.language());
        boolean asWished = sex == null || person.counsellorSex() == null || sex.equals(person.counsellorSex());
        return understand && asWished;
    }

    boolean isCounsellorOf(InLine person) {
        return id.equals(person.counsellor());
    }
}
