package org.mrcportal.reintegration.casefile;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.Role;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.reintegration.CaseState;
import org.mrcportal.shared.PersonName;
import org.mrcportal.shared.Reference;

/**
 * What of the cases is looked for.
 *
 * @param centre code; null: the reader's first
 * @param state null: all
 * @param type of {@link CaseFile#TYPES}; null: all
 * @param flag of {@link CaseFile#FLAGS}; null: all
 * @param worker whose cases; null: everybody's
 * @param sought number of a case, wherever it is and however far it has come, or the name or code of a person of the centre,
 *     as typed; null: the others say what is listed
 * @param after null: from the beginning
 */
record CaseSearch(
        @Nullable String centre,
        Which which,
        @Nullable CaseState state,
        @Nullable String type,
        @Nullable String flag,
        @Nullable UUID worker,
        @Nullable String sought,
        @Nullable Place after) {

    private static final Pattern CLIENT_CODE = Pattern.compile("[A-Z]{3}-\\d{2}-\\d{5,7}");

    /** Which cases are listed. */
    enum Which {
        /** The reader's own, and those the reader works on with others or stands in for. */
        MINE,
        ALL,
        WAITING,
        CLOSED;

        private String condition() {
            return switch (this) {
                case MINE ->
                    " and c.state <> 'CLOSED' and c.id = any ((select reintegration.worked_on_by_me())::uuid[])";
                case ALL -> " and c.state <> 'CLOSED'";
                case WAITING -> " and c.state <> 'CLOSED' and c.owner_id is null";
                case CLOSED -> " and c.state = 'CLOSED'";
            };
        }

        /** What was typed, or what the reader usually wants. */
        static Which of(@Nullable String typed, StaffMember me) {
            for (Which which : values()) {
                if (which.name().equals(typed)) {
                    return which;
                }
            }
            return me.is(Role.CASE_WORKER) ? MINE : ALL;
        }
    }

    /** A line of the list: others come after it. */
    record Place(@Nullable Instant at, UUID id) {

        @Override
        public String toString() {
            return (at == null ? "" : at) + "_" + id;
        }

        static Optional<Place> of(@Nullable String typed) {
            int gap = typed == null ? -1 : typed.indexOf('_');
            if (typed == null || gap < 0) {
                return Optional.empty();
            }
            try {
                Instant at = gap == 0 ? null : Instant.parse(typed.substring(0, gap));
                return CasePage.Place.isReal(at)
                        ? Optional.of(new Place(at, UUID.fromString(typed.substring(gap + 1))))
                        : Optional.empty();
            } catch (DateTimeException | IllegalArgumentException forged) {
                return Optional.empty();
            }
        }
    }

    /** Another way to look at the list, with the same filter but the state and, where nobody has them, the case worker. */
    CaseSearch of(Which other) {
        return new CaseSearch(centre, other, null, type, flag, other == Which.WAITING ? null : worker, null, null);
    }

    /** The page that follows; null: the first. */
    CaseSearch after(@Nullable Place place) {
        return new CaseSearch(centre, which, state, type, flag, worker, sought, place);
    }

    /** Something is left out that the list would show otherwise. */
    public boolean isFiltered() {
        return type != null || flag != null || state != null || worker != null;
    }

    /** The number of a case, as stored; empty where none was typed. */
    String reference() {
        return sought == null ? "" : Reference.typed(sought).orElse("");
    }

    /** A person's code; empty where none was typed. */
    String clientCode() {
        String code = sought == null ? "" : sought.toUpperCase(Locale.ROOT);
        return CLIENT_CODE.matcher(code).matches() ? code : "";
    }

    /** What may be a name; null: nothing. Eight letters may be a name as well as a number. */
    @Nullable
    String name() {
        boolean possible = sought != null
                && sought.length() <= PersonName.LONGEST
                && sought.codePoints().anyMatch(Character::isLetter)
                && (reference().isEmpty() || sought.codePoints().noneMatch(Character::isDigit))
                && clientCode().isEmpty();
        return possible ? sought : null;
    }

    /** Of {@code case_file c} and {@code client k}, at the {@code :centre}. */
    String condition() {
        if (sought != null) {
            return "(c.reference = :reference or c.centre_id = :centre and (k.code = :code or c.client_id = any (:people)))";
        }
        return "c.centre_id = :centre" + which.condition() + (state == null ? "" : " and c.state = :state")
                + (type == null ? "" : " and c.case_type = :type")
                + (flag == null ? "" : " and :flag = any (c.flags)")
                + (worker == null ? "" : " and c.owner_id = :worker");
    }

    boolean byClosing() {
        return sought == null && which == Which.CLOSED;
    }
}
