package org.mrcportal.counselling.appointment;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreId;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.centres.OfferedService;
import org.mrcportal.counselling.talk.InterpreterLanguages;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.Language;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The answers a person can pick, in the person's language. */
@Component
public class Choices {

    private static final Map<String, String> PICTOGRAM_OF_MODE =
            Map.of("IN_PERSON", "centre", "PHONE", "phone", "VIDEO", "video");

    private final MessageSource messages;
    private final InterpreterLanguages interpreters;

    Choices(MessageSource messages, InterpreterLanguages interpreters) {
        this.messages = messages;
        this.interpreters = interpreters;
    }

    List<Choice> services(List<OfferedService> services, Locale locale) {
        return services.stream()
                .map(service ->
                        new Choice(service.code(), service(service.code(), locale), null, pictogram(service.code())))
                .toList();
    }

    public String service(String code, Locale locale) {
        return text("centres.service." + code, locale);
    }

    List<Choice> modes(Locale locale) {
        return Answers.MODES.stream()
                .map(mode -> new Choice(mode, mode(mode, locale), null, PICTOGRAM_OF_MODE.get(mode)))
                .toList();
    }

    public String mode(String code, Locale locale) {
        return text("counselling.mode." + code, locale);
    }

    List<Choice> centres(BookingQuestions.Places places, Locale locale) {
        return places.centres().stream()
                .map(centre ->
                        new Choice(centre.code(), centre.name(), nextFree(centre, places.nextFree(), locale), null))
                .toList();
    }

    private String nextFree(CentreCard centre, Map<CentreId, Instant> nextFree, Locale locale) {
        @Nullable Instant next = nextFree.get(centre.id());
        return next == null
                ? text("counselling.centre.full", locale)
                : text(
                        "counselling.centre.next",
                        locale,
                        CentreTime.moment(next, centre.zone(), locale),
                        CentreTime.zoneName(centre.zone(), locale));
    }

    /** Each language by its own name, the reader's first. */
    List<Choice> languages(List<String> codes, Locale locale) {
        String own = Language.of(locale).code();
        return codes.stream()
                .sorted(Comparator.comparing(code -> !code.equals(own)))
                .map(code -> Choice.of(code, language(code)))
                .toList();
    }

    public String language(String code) {
        return Language.ofCode(code).map(Language::nativeName).orElse(code);
    }

    List<Choice> sexes(Locale locale) {
        return Answers.SEXES.stream()
                .map(sex -> Choice.of(sex, text("counselling.counsellor." + sex, locale)))
                .toList();
    }

    List<Choice> needs(Locale locale) {
        return Answers.NEEDS.stream()
                .filter(need -> !need.equals("INTERPRETER"))
                .map(need -> Choice.of(need, need(need, locale)))
                .toList();
    }

    public String need(String code, Locale locale) {
        return text("counselling.need." + code, locale);
    }

    /** What is needed, in words; of an interpreter also the language and whether a woman or a man. */
    public List<String> needs(Wish wish, Locale locale) {
        return wish.needs().stream()
                .map(need -> need.equals("INTERPRETER") ? interpreter(wish, locale) : need(need, locale))
                .toList();
    }

    private String interpreter(Wish wish, Locale locale) {
        String language = wish.interpreterLanguage();
        if (language == null) {
            return need("INTERPRETER", locale);
        }
        String sex = wish.interpreterSex();
        return text("counselling.interpret.chosen", locale, interpreters.name(language, locale))
                + (sex == null ? "" : ", " + text("counselling.interpret.sex." + sex, locale));
    }

    /** First of all: none. */
    List<Choice> interpreterLanguages(Locale locale) {
        return Stream.concat(
                        Stream.of(Choice.of("", text("counselling.interpret.none", locale))),
                        interpreters.choices(locale).stream())
                .toList();
    }

    List<Choice> interpreterSexes(Locale locale) {
        return Stream.of("", "F", "M")
                .map(sex -> Choice.of(sex, text("counselling.interpret.sex." + (sex.isEmpty() ? "ANY" : sex), locale)))
                .toList();
    }

    public List<Choice> ways(String mode, Locale locale) {
        return DetailsForm.ways(mode).stream()
                .map(way -> Choice.of(way, text("counselling.reach." + way, locale)))
                .toList();
    }

    private static String pictogram(String service) {
        return service.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private String text(String key, Locale locale, Object... arguments) {
        return messages.getMessage(key, arguments, locale);
    }
}
