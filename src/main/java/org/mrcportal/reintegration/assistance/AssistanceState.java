package org.mrcportal.reintegration.assistance;

import java.util.Locale;

/** How far an assistance has come. */
public enum AssistanceState {
    REQUESTED,
    APPROVED,
    REFUSED,
    DELIVERED,
    ACKNOWLEDGED,
    CANCELLED;

    /** As the database keeps it too. */
    boolean leadsTo(AssistanceState next) {
        return switch (this) {
            case REQUESTED -> next == APPROVED || next == REFUSED || next == CANCELLED;
            case APPROVED -> next == DELIVERED || next == CANCELLED;
            case DELIVERED -> next == ACKNOWLEDGED || next == APPROVED;
            case ACKNOWLEDGED -> next == DELIVERED;
            case REFUSED, CANCELLED -> false;
        };
    }

    /** The message key of its name. */
    public String label() {
        return "cases.help.state." + name().toLowerCase(Locale.ROOT);
    }
}
