package org.mrcportal.counselling.appointment;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mrcportal.counselling.talk.InterpreterLanguages;
import org.mrcportal.shared.Language;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * The answers that stand in the addresses of the first steps: they reveal nobody, so they need no place on the server.
 * What is no code of ours counts as not answered.
 *
 * @param sex of the counsellor: F, M or ANY
 * @param interpret the language an interpreter is needed for, or null: none; some older addresses say INTERPRETER only
 * @param interpreterSex of the interpreter: F or M; null: either
 * @param hold token of the held time whose answers are being changed, or null
 * @param via the short code that led here, or null
 */
public record Answers(
        @Nullable String situation,
        @Nullable String service,
        @Nullable String mode,
        @Nullable String centre,
        @Nullable String language,
        @Nullable String sex,
        @Nullable List<String> needs,
        @Nullable String interpret,
        @Nullable String interpreterSex,
        @Nullable String hold,
        @Nullable String via) {

    static final List<String> MODES = List.of("IN_PERSON", "PHONE", "VIDEO");
    static final List<String> SEXES = List.of("ANY", "F", "M");
    static final List<String> NEEDS = List.of("INTERPRETER", "STEP_FREE", "CHILD", "COMPANION");
    private static final Set<String> SITUATIONS = Set.of("THINKING", "LEAVING", "ABROAD", "RETURNED", "FAMILY");

    public Answers {
        situation = situation != null && SITUATIONS.contains(situation) ? situation : null;
        service = service != null && service.matches("[A-Z_]{1,40}") ? service : null;
        mode = mode != null && MODES.contains(mode) ? mode : null;
        centre = centre != null && centre.matches("[A-Z]{3}") ? centre : null;
        language = language != null && Language.ofCode(language).isPresent() ? language : null;
        sex = sex != null && SEXES.contains(sex) ? sex : null;
        List<String> given = needs == null ? List.of() : needs;
        interpret = interpret != null && InterpreterLanguages.CODES.contains(interpret)
                ? interpret
                : given.contains("INTERPRETER") ? "other" : null;
        boolean interpreted = interpret != null;
        needs = NEEDS.stream()
                .filter(need -> need.equals("INTERPRETER") ? interpreted : given.contains(need))
                .toList();
        interpreterSex =
                interpreted && ("F".equals(interpreterSex) || "M".equals(interpreterSex)) ? interpreterSex : null;
        hold = hold != null && hold.matches(PersonalLinks.PATTERN) ? hold : null;
        via = via != null && via.matches("[23456789ABCDEFGHJKMNPQRSTVWXYZ]{6}") ? via : null;
    }

    public static Answers of(Wish wish, String centre, @Nullable String hold) {
        return new Answers(
                wish.situation(),
                wish.service(),
                wish.mode(),
                centre,
                wish.language(),
                wish.counsellorSex() == null ? "ANY" : wish.counsellorSex(),
                wish.needs(),
                wish.interpreterLanguage(),
                wish.interpreterSex(),
                hold,
                null);
    }

    /** The person's language and no wish for a woman or a man stand there until another answer is given. */
    Answers withDefaults(@Nullable String pageLanguage) {
        return new Answers(
                situation,
                service,
                mode,
                centre,
                language == null ? pageLanguage : language,
                sex == null ? "ANY" : sex,
                needs,
                interpret,
                interpreterSex,
                hold,
                via);
    }

    /** The same for somebody whom a short code led here. */
    Answers by(@Nullable String code) {
        return new Answers(
                situation, service, mode, centre, language, sex, needs, interpret, interpreterSex, hold, code);
    }

    public boolean complete() {
        return service != null && mode != null && centre != null && language != null;
    }

    /** @throws IllegalStateException while a question is open */
    public Wish wish() {
        if (service == null || mode == null || language == null) {
            throw new IllegalStateException("Not everything is answered");
        }
        return new Wish(
                service,
                mode,
                language,
                sex == null || sex.equals("ANY") ? null : sex,
                situation,
                needs == null ? List.of() : needs,
                interpret,
                interpreterSex);
    }

    /** As parameters of an address. */
    public MultiValueMap<String, String> parameters() {
        MultiValueMap<String, String> parameters = new LinkedMultiValueMap<>();
        carried().forEach(field -> parameters.add(field.name(), field.value()));
        return parameters;
    }

    /** The fields a form has to carry on, less those it asks for itself. */
    public List<Field> carried(String... asked) {
        List<Field> fields = new ArrayList<>();
        add(fields, "situation", situation);
        add(fields, "service", service);
        add(fields, "mode", mode);
        add(fields, "centre", centre);
        add(fields, "language", language);
        add(fields, "sex", sex);
        for (String need : needs == null ? List.<String>of() : needs) {
            if (!need.equals("INTERPRETER")) {
                add(fields, "needs", need);
            }
        }
        add(fields, "interpret", interpret);
        add(fields, "interpreterSex", interpreterSex);
        add(fields, "hold", hold);
        add(fields, "via", via);
        fields.removeIf(field -> Set.of(asked).contains(field.name()));
        return fields;
    }

    private static void add(List<Field> fields, String name, @Nullable String value) {
        if (value != null) {
            fields.add(new Field(name, value));
        }
    }

    /** One answer in a form or an address. */
    public record Field(String name, String value) {}
}
