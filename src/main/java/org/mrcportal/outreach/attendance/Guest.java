package org.mrcportal.outreach.attendance;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.outreach.TicketAddress;
import org.mrcportal.shared.PersonName.SearchKey;
import org.mrcportal.shared.Reference;

/**
 * Somebody, or a group with one ticket, who is expected or has come.
 *
 * @param registration null: came without a ticket
 * @param reference of the ticket; null: came without one
 * @param places the ticket is for
 * @param name null: gave none, or it is deleted by now
 * @param checkIn null: has not come yet
 * @param came people checked in, in this check-in
 * @param since "10:05", in the centre's zone; null: has not come yet
 * @param bracket sex and age, where somebody said them
 */
record Guest(
        @Nullable UUID registration,
        @Nullable String reference,
        int places,
        @Nullable String name,
        @Nullable UUID checkIn,
        int came,
        @Nullable String since,
        Bracket bracket) {

    public boolean in() {
        return checkIn != null;
    }

    /** For reading aloud; null: came without a ticket. */
    public @Nullable String grouped() {
        return reference == null ? null : Reference.grouped(reference);
    }

    public boolean group() {
        return places > 1;
    }

    /** Whether the typed words are part of the name in whatever alphabet, or of the reference. */
    boolean isLike(String typed) {
        List<String> references = TicketAddress.meant(typed);
        if (reference != null
                && (references.contains(reference)
                        || reference.startsWith(
                                typed.strip().toUpperCase(Locale.ROOT).replaceAll("[^0-9A-Z]", "-")))) {
            return true;
        }
        String wanted = SearchKey.of(typed);
        return name != null && !wanted.isEmpty() && SearchKey.of(name).contains(wanted.split(" ")[0]);
    }
}
