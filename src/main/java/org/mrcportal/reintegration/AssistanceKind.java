package org.mrcportal.reintegration;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a person can be given on the way to standing on the own feet, by the dimension it serves. */
public enum AssistanceKind {
    CASH(Dimension.ECONOMIC),
    NON_CASH(Dimension.ECONOMIC),
    JOB_PLACEMENT(Dimension.ECONOMIC),
    BUSINESS_SUPPORT(Dimension.ECONOMIC),
    START_UP_GRANT(Dimension.ECONOMIC),
    VOCATIONAL_TRAINING(Dimension.ECONOMIC),
    SCHOLARSHIP(Dimension.ECONOMIC),
    CONSOLIDATING_RECORDS(Dimension.ECONOMIC),
    FINANCIAL_TRAINING(Dimension.ECONOMIC),
    MICROSAVING(Dimension.ECONOMIC),
    SELF_HELP_GROUP(Dimension.ECONOMIC),
    SAVINGS_ASSOCIATION(Dimension.ECONOMIC),
    PRODUCTIVE_ASSETS(Dimension.ECONOMIC),
    HOUSING(Dimension.SOCIAL),
    SCHOOL(Dimension.SOCIAL),
    DOCUMENTS(Dimension.SOCIAL),
    HEALTH(Dimension.SOCIAL),
    LEGAL(Dimension.SOCIAL),
    TRANSPORT(Dimension.SOCIAL),
    COUNSELLING(Dimension.PSYCHOSOCIAL),
    PEER_GROUP(Dimension.PSYCHOSOCIAL),
    FAMILY_MEDIATION(Dimension.PSYCHOSOCIAL),
    SPECIALISED_REFERRAL(Dimension.PSYCHOSOCIAL);

    private final Dimension dimension;

    AssistanceKind(Dimension dimension) {
        this.dimension = dimension;
    }

    public Dimension dimension() {
        return dimension;
    }

    /** Given in courses. */
    public boolean isTaught() {
        return this == VOCATIONAL_TRAINING || this == FINANCIAL_TRAINING || this == BUSINESS_SUPPORT;
    }

    public static Optional<AssistanceKind> ofCode(@Nullable String code) {
        for (AssistanceKind kind : values()) {
            if (kind.name().equals(code)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    /** The message key of its name, for staff. */
    public String label() {
        return label(name());
    }

    /** @param code of a kind, or STEP, which is a step of a plan without assistance */
    public static String label(String code) {
        return "cases.assistance." + code.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
