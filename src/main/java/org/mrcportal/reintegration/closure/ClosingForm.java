package org.mrcportal.reintegration.closure;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

/**
 * What the pages that close a case submit, as typed.
 *
 * @param version of the case when the page was opened
 * @param referrals what becomes of those without an answer: CANCEL or KEEP; so too trainings, tasks and follow-ups
 * @param assistance CANCEL: what was not delivered is called off; a case cannot be closed over it
 */
record ClosingForm(
        @Nullable String once,
        @Nullable Long version,
        @Nullable String reason,
        @Nullable String outcome,
        @Nullable String referrals,
        @Nullable String trainings,
        @Nullable String tasks,
        @Nullable String followUps,
        @Nullable String assistance) {

    static final int LONGEST = 2000;
    private static final List<String> WAYS = List.of("CANCEL", "KEEP");

    static ClosingForm blank(long version, @Nullable String reason) {
        return new ClosingForm(UUID.randomUUID().toString(), version, reason, null, null, null, null, null, null);
    }

    /** Whatever is open is called off. */
    static ClosingForm callingOff() {
        String cancel = WAYS.getFirst();
        return new ClosingForm(null, null, null, null, cancel, cancel, cancel, cancel, cancel);
    }

    ClosingForm atVersion(long now) {
        return new ClosingForm(once, now, reason, outcome, referrals, trainings, tasks, followUps, assistance);
    }

    /**
     * @param lost whether it is honest to say that contact was lost
     * @param mistake whether it is honest to say that the case was opened by mistake
     */
    void check(Errors errors, boolean lost, boolean mistake) {
        Reason why = Reason.ofCode(reason).orElse(null);
        if (why == null) {
            errors.rejectValue("reason", "closing.reason.missing");
        } else if (why == Reason.LOST_CONTACT && !lost) {
            errors.rejectValue("reason", "closing.reason.early");
        } else if (why == Reason.OPENED_BY_MISTAKE && !mistake) {
            errors.rejectValue("reason", "closing.reason.no-mistake");
        }
        if (outcome != null && outcome.strip().length() > LONGEST) {
            errors.rejectValue("outcome", "closing.too-long", new Object[] {LONGEST}, null);
        }
    }

    /** What is open has to be settled one way or the other. */
    void checkOpen(Errors errors, StillOpen open) {
        settled(errors, "referrals", referrals, open.referrals());
        settled(errors, "trainings", trainings, open.trainings());
        settled(errors, "tasks", tasks, open.tasks());
        settled(errors, "followUps", followUps, open.followUps());
        if (open.assistance() > 0 && !"CANCEL".equals(assistance)) {
            errors.rejectValue("assistance", "closing.assistance.missing");
        }
        if (Reason.DECEASED.name().equals(reason)) {
            notKept(errors, "followUps", followUps, open.followUps(), "closing.follow-ups.nobody");
            notKept(errors, "trainings", trainings, open.trainings(), "closing.follow-ups.nobody");
        }
        if (isMistake()) {
            notKept(errors, "followUps", followUps, open.followUps(), "closing.mistake.off");
            notKept(errors, "trainings", trainings, open.trainings(), "closing.mistake.off");
            notKept(errors, "referrals", referrals, open.referrals(), "closing.mistake.off");
        }
    }

    public boolean isMistake() {
        return Reason.OPENED_BY_MISTAKE.name().equals(reason);
    }

    private static void notKept(Errors errors, String field, @Nullable String way, int many, String why) {
        if (many > 0 && "KEEP".equals(way)) {
            errors.rejectValue(field, why);
        }
    }

    private static void settled(Errors errors, String field, @Nullable String way, int many) {
        if (many > 0 && (way == null || !WAYS.contains(way))) {
            errors.rejectValue(field, "closing.open.missing");
        }
    }

    boolean cancels(@Nullable String way) {
        return "CANCEL".equals(way);
    }

    @Nullable
    String note() {
        return outcome == null || outcome.isBlank() ? null : outcome.strip();
    }
}
