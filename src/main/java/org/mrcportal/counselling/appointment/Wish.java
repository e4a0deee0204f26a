package org.mrcportal.counselling.appointment;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreId;
import org.mrcportal.centres.OfferedService;
import org.mrcportal.counselling.availability.Talk;

/**
 * What a person wishes to talk about, and how.
 *
 * @param service code of a bookable service
 * @param mode IN_PERSON, PHONE or VIDEO
 * @param language of the talk: uz, ru, tg, ky or en
 * @param counsellorSex F or M; null: no wish
 * @param situation THINKING, LEAVING, ABROAD, RETURNED or FAMILY; null: not said
 * @param needs INTERPRETER, STEP_FREE, CHILD, COMPANION
 * @param interpreterLanguage ISO 639, {@code sgn} for sign language, {@code other}; null: no interpreter, or not said
 * @param interpreterSex F or M; null: either
 */
@Embeddable
public record Wish(
        @Column(name = "service_code") String service,
        String mode,
        String language,
        @Column(name = "counsellor_sex") @Nullable String counsellorSex,
        @Nullable String situation,
        @JdbcTypeCode(SqlTypes.ARRAY) List<String> needs,
        @Column(name = "interpreter_language") @Nullable String interpreterLanguage,
        @Column(name = "interpreter_sex") @Nullable String interpreterSex) {

    /** Without a word on the interpreter. */
    public Wish(
            String service,
            String mode,
            String language,
            @Nullable String counsellorSex,
            @Nullable String situation,
            List<String> needs) {
        this(service, mode, language, counsellorSex, situation, needs, null, null);
    }

    /**
     * The talk it takes, as the centre gives the service. With an interpreter any counsellor will do, whatever languages
     * the counsellor speaks.
     */
    Talk talk(OfferedService service, CentreId centre) {
        return Talk.about(service, centre, mode, needs.contains("INTERPRETER") ? null : language, counsellorSex);
    }

    /** The same for a counsellor of either sex, or with an interpreter for the language of the talk. */
    List<Wish> lesserWishes() {
        List<Wish> lesser = new ArrayList<>();
        if (!needs.contains("INTERPRETER")) {
            List<String> more = new ArrayList<>(needs);
            more.addFirst("INTERPRETER");
            lesser.add(new Wish(service, mode, language, counsellorSex, situation, more, language, null));
        }
        if (counsellorSex != null) {
            lesser.add(new Wish(service, mode, language, null, situation, needs, interpreterLanguage, interpreterSex));
        }
        return lesser;
    }
}
