package org.mrcportal.reintegration.casefile;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.shared.Once;
import org.mrcportal.shared.PersonName;
import org.springframework.validation.BindingResult;

/**
 * Somebody of a household: by the code of a client of the centre, or by name only.
 *
 * @param code such as {@code TAS-26-00042}
 * @param head of the household
 * @param shown agrees that the others see the own record
 */
record RelativeForm(
        @Nullable String once,
        @Nullable String code,
        @Nullable String name,
        @Nullable String relation,
        @Nullable String sex,
        @Nullable String ageGroup,
        @Nullable Boolean head,
        @Nullable Boolean shown) {

    static final List<String> RELATIONS = List.of("SPOUSE", "CHILD", "PARENT", "SIBLING", "OTHER");
    static final List<String> SEXES = List.of("F", "M", "OTHER");

    /** As consultations know them. */
    static final List<String> AGES = List.of("UNDER_18", "18_24", "25_29", "30_39", "40_49", "50_59", "60_PLUS");

    RelativeForm(
            @Nullable String once,
            @Nullable String code,
            @Nullable String name,
            @Nullable String relation,
            @Nullable String sex,
            @Nullable String ageGroup,
            @Nullable Boolean head,
            @Nullable Boolean shown) {
        this.once = once;
        this.code = code;
        this.name = name;
        this.relation = relation;
        this.sex = sex;
        this.ageGroup = ageGroup;
        this.head = Boolean.TRUE.equals(head);
        this.shown = Boolean.TRUE.equals(shown);
    }

    static RelativeForm blank() {
        return new RelativeForm(
                UuidCreator.getTimeOrderedEpoch().toString(), null, null, null, null, null, false, false);
    }

    UUID key() {
        return Once.of(once);
    }

    /** In capitals, without spaces; empty where none was given. */
    String clientCode() {
        return code == null ? "" : code.replaceAll("\\s+", "").toUpperCase(java.util.Locale.ROOT);
    }

    void check(BindingResult result) {
        if (relation == null || !RELATIONS.contains(relation)) {
            result.rejectValue("relation", "cases.household.relation.missing");
        }
        if (clientCode().isEmpty() && typedName().isEmpty()) {
            result.rejectValue("name", "cases.household.name.missing");
        } else if (typedName().length() > PersonName.LONGEST) {
            result.rejectValue("name", "cases.household.name.long");
        }
        if (clientCode().length() > 20) {
            result.rejectValue("code", "cases.household.code.unknown");
        }
    }

    /** Null where none was given. */
    @Nullable
    PersonName called() {
        return PersonName.orNull(name);
    }

    @Nullable
    String knownSex() {
        return sex != null && SEXES.contains(sex) ? sex : null;
    }

    @Nullable
    String knownAge() {
        return ageGroup != null && AGES.contains(ageGroup) ? ageGroup : null;
    }

    private String typedName() {
        return name == null ? "" : name.strip();
    }
}
