package org.mrcportal.counselling.appointment;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
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
 * @param needs INTERPRETER, STEP_FREE, CHILD
 */
@Embeddable
public record Wish(
        @Column(name = "service_code") String service,
        String mode,
        String language,
        @Column(name = "counsellor_sex") @Nullable String counsellorSex,
        @Nullable String situation,
        @JdbcTypeCode(SqlTypes.ARRAY) List<String> needs) {

    /** The talk it takes, as the centre gives the service. */
    Talk talk(OfferedService service, CentreId centre) {
        return Talk.about(service, centre, mode, language, counsellorSex);
    }
}
