package org.mrcportal.reintegration.plan;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How far a step of a plan has come. */
public enum ActionState {
    PLANNED,
    STARTED,
    DONE,
    IMPOSSIBLE,
    CANCELLED;

    /** What is settled may be taken up again; what is cancelled has to be planned first. */
    boolean leadsTo(ActionState next) {
        return next != this && (this != CANCELLED || next == PLANNED);
    }

    public boolean open() {
        return this == PLANNED || this == STARTED;
    }

    static Optional<ActionState> ofCode(@Nullable String code) {
        for (ActionState state : values()) {
            if (state.name().equals(code)) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }

    /** The message key of its name, for staff. */
    public String label() {
        return "cases.step.state." + name().toLowerCase(Locale.ROOT);
    }
}
