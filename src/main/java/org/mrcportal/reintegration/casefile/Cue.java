package org.mrcportal.reintegration.casefile;

import java.util.Arrays;
import java.util.List;

/**
 * What staff may notice or be told, stage by stage. The first twelve follow the eleven indicators of forced labour of the
 * International Labour Organization (2012), named beside each; the others are needs that cannot wait.
 *
 * <p>A list is never changed in place: another list is another {@link #INSTRUMENT}, kept with each screening.
 */
enum Cue {
    /** Deception. */
    PROMISES_BROKEN(Stage.RECRUITMENT, "LEGAL"),
    /** Debt bondage. */
    RECRUITMENT_DEBT(Stage.RECRUITMENT, "LEGAL"),
    /** Abuse of vulnerability: nobody else to turn to, no papers, no word of the language. */
    NO_CHOICE(Stage.RECRUITMENT, "ANTI_TRAFFICKING"),
    /** Retention of identity documents. */
    PAPERS_TAKEN(Stage.TRAVEL, "ANTI_TRAFFICKING"),
    /** Isolation, deception: handed from one to another, not knowing where. */
    HANDED_OVER(Stage.TRAVEL, "ANTI_TRAFFICKING"),
    /** Restriction of movement. */
    LOCKED_IN(Stage.WORK, "ANTI_TRAFFICKING", true, false),
    /** Isolation. */
    CUT_OFF(Stage.WORK, "ANTI_TRAFFICKING"),
    /** Withholding of wages. */
    WAGES_WITHHELD(Stage.WORK, "LEGAL"),
    /** Intimidation and threats. */
    THREATS(Stage.WORK, "ANTI_TRAFFICKING"),
    /** Physical and sexual violence. */
    VIOLENCE_AT_WORK(Stage.WORK, "ANTI_TRAFFICKING", true, false),
    /** Excessive overtime. */
    OVERTIME(Stage.WORK, "LEGAL"),
    /** Abusive working and living conditions. */
    BAD_CONDITIONS(Stage.WORK, "LEGAL"),
    /** Somebody still threatens, watches or asks for money. */
    STILL_PRESSED(Stage.NOW, "ANTI_TRAFFICKING", true, true),
    MEDICAL(Stage.NOW, "HEALTH"),
    /** A child without anybody who answers for it. */
    CHILD_ALONE(Stage.NOW, "CHILD_PROTECTION", true, true),
    VIOLENCE_NOW(Stage.NOW, "SHELTER", true, true),
    /** Speaks of not wanting to live. */
    SUICIDE(Stage.NOW, "PSYCHOSOCIAL", true, true);

    /** The version of this list. */
    static final int INSTRUMENT = 1;

    /** When it happened. */
    enum Stage {
        RECRUITMENT,
        TRAVEL,
        WORK,
        NOW;

        List<Cue> cues() {
            return Arrays.stream(Cue.values()).filter(cue -> cue.stage == this).toList();
        }
    }

    private final Stage stage;
    private final String service;
    private final boolean grave;
    private final boolean danger;

    Cue(Stage stage, String service) {
        this(stage, service, false, false);
    }

    Cue(Stage stage, String service, boolean grave, boolean danger) {
        this.stage = stage;
        this.service = service;
        this.grave = grave;
        this.danger = danger;
    }

    /** One of these alone is a strong sign. */
    boolean grave() {
        return grave;
    }

    /** Somebody may be hurt today. */
    boolean danger() {
        return danger;
    }

    /** What helps, by the code of the directory of partners. */
    String service() {
        return service;
    }

    public String label() {
        return "cases.cue." + name();
    }
}
