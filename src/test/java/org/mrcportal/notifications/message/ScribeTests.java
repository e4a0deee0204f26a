package org.mrcportal.notifications.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreId;
import org.mrcportal.shared.Language;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.Errors;

/** The portal's own words. */
class ScribeTests {

    private static final Instant AT = Instant.parse("2026-12-02T09:30:00Z");
    private static final String LINK = "https://portal.example.org/xx/bookings/0123456789abcdefABCDEF";
    private static final ResourceBundleMessageSource TEXTS = texts();
    private static final NeutralWords NEUTRAL = new NeutralWords(TEXTS);
    private final Scribe scribe = new Scribe(TEXTS);

    private static ResourceBundleMessageSource texts() {
        var texts = new ResourceBundleMessageSource();
        texts.setBasenames(
                "messages/notifications",
                "messages/notifications-session",
                "messages/notifications-referral",
                "messages/centres");
        texts.setDefaultEncoding("UTF-8");
        texts.setFallbackToSystemLocale(false);
        return texts;
    }

    static Stream<Arguments> everyMessage() {
        return Arrays.stream(Kind.values())
                .flatMap(kind -> Arrays.stream(Channel.values())
                        .flatMap(channel -> Arrays.stream(Language.values())
                                .map(language -> Arguments.of(kind, channel, language))));
    }

    @ParameterizedTest
    @MethodSource("everyMessage")
    void isNeutralCompleteAndShort(Kind kind, Channel channel, Language language) {
        Wording wording = scribe.ownWording(kind, channel, language);
        assertThat(errors(kind, channel, language, wording).getAllErrors()).isEmpty();
        Letter letter = scribe.write(wording, facts(kind, language), language, null, false);

        String all = letter.subject() + "\n" + letter.text();
        assertThat(all).doesNotContain("{", "}", "notifications.", "null");
        assertThat(NEUTRAL.telling(all, language)).isEmpty();
        if (kind.required().contains(Placeholder.LINK)) {
            assertThat(letter.text()).contains(LINK);
        }
        if (kind.required().contains(Placeholder.TIME)) {
            assertThat(letter.text()).contains("14:30");
        }
        if (channel == Channel.TEXT) {
            assertThat(letter.subject()).isEmpty();
            int most = kind == Kind.OFFER
                            || kind == Kind.SESSION_OFFER
                            || kind == Kind.INTERPRETER_ASKED
                            || kind == Kind.RECEIVED
                    ? 3
                    : 2;
            assertThat(Segments.of(letter.text()).count()).as(letter.text()).isLessThanOrEqualTo(most);
        } else {
            assertThat(letter.subject()).isNotBlank().doesNotContain("Tashkent", "\n");
        }
    }

    @Test
    void uzbekTextsNeedNoDearLetter() {
        for (Kind kind : Kind.values()) {
            Letter letter = scribe.write(
                    scribe.ownWording(kind, Channel.TEXT, Language.UZ),
                    facts(kind, Language.UZ),
                    Language.UZ,
                    null,
                    false);
            assertThat(Segments.of(letter.text()).gsm()).as(letter.text()).isTrue();
        }
    }

    @Test
    void aCodeWordIsAllThatASubjectSays() {
        Letter mail = scribe.write(
                scribe.ownWording(Kind.CONFIRMATION, Channel.EMAIL, Language.RU),
                facts(Kind.CONFIRMATION, Language.RU),
                Language.RU,
                "слива",
                false);
        assertThat(mail.subject()).isEqualTo("слива");
        assertThat(mail.text()).startsWith("слива\n");
        Letter text = scribe.write(
                scribe.ownWording(Kind.CONFIRMATION, Channel.TEXT, Language.RU),
                facts(Kind.CONFIRMATION, Language.RU),
                Language.RU,
                "слива",
                false);
        assertThat(text.text()).startsWith("слива: ");
    }

    @Test
    void timesAreThoseOfTheCentreAndSaidSoWhereThePersonMayBeElsewhere() {
        Facts here = facts(Kind.CONFIRMATION, Language.EN);
        Facts byPhone = new Facts(here.centre(), AT, null, "PHONE", "7F3K2M9Q", LINK, "");
        assertThat(written(here)).contains("14:30,").doesNotContain("Tashkent time");
        assertThat(written(byPhone)).contains("14:30 (Tashkent time)");
    }

    @Test
    void whatIsFilledInIsNotFilledAgainAndEmptyLinesVanish() {
        Wording wording = new Wording("s", "one\n{bring}\n\n\n{place}\n{link} and {link}");
        Facts facts = new Facts(
                centre(Language.EN, "Centre {link} $1"), AT, null, "IN_PERSON", "", "https://x.example/a", "");
        Letter letter = scribe.write(wording, facts, Language.EN, null, false);
        assertThat(letter.text())
                .startsWith("one\n\nCentre {link} $1\n")
                .endsWith("https://x.example/a and https://x.example/a");
        assertThat(letter.paragraphs().getLast().getLast())
                .containsExactly(
                        new Letter.Part("https://x.example/a", true),
                        new Letter.Part(" and ", false),
                        new Letter.Part("https://x.example/a", true));
    }

    @Test
    void aWordingThatTellsTooMuchOrTooLittleIsRefused() {
        assertThat(codes(Kind.CONFIRMATION, Language.EN, "Come at {time}: {link}. We talk about your deportation."))
                .containsExactly("notifications.wording.telling");
        assertThat(codes(Kind.CONFIRMATION, Language.UZ, "{time} {link} Menga hujjat kerak"))
                .containsExactly("notifications.wording.telling");
        assertThat(codes(Kind.CONFIRMATION, Language.RU, "Запись {time} {link}, Торговля людьми"))
                .containsExactly("notifications.wording.telling");
        assertThat(codes(Kind.CONFIRMATION, Language.EN, "Come at {time}"))
                .containsExactly("notifications.wording.place-missing");
        assertThat(codes(Kind.CONFIRMATION, Language.EN, "{time} {link} {name}"))
                .containsExactly("notifications.wording.place-unknown");
        assertThat(codes(Kind.REMINDER_2H, Language.EN, "{time} {link} {until}"))
                .containsExactly("notifications.wording.place-unknown");
        assertThat(codes(Kind.CONFIRMATION, Language.EN, "{time} {link} " + "x".repeat(600)))
                .containsExactly("notifications.wording.long");
        assertThat(codes(Kind.CONFIRMATION, Language.EN, "{time} {link} \u0000"))
                .containsExactly("notifications.wording.unreadable");
    }

    private static List<String> codes(Kind kind, Language language, String body) {
        return errors(kind, Channel.TEXT, language, new Wording(null, body)).getFieldErrors("body").stream()
                .map(error -> String.valueOf(error.getCode()))
                .toList();
    }

    private static Errors errors(Kind kind, Channel channel, Language language, Wording wording) {
        WordingForm form = WordingForm.of(language, wording);
        Errors errors = new BeanPropertyBindingResult(form, "wording");
        form.check(kind, channel, NEUTRAL, errors);
        return errors;
    }

    private String written(Facts facts) {
        return scribe.write(
                        scribe.ownWording(Kind.CONFIRMATION, Channel.TEXT, Language.EN),
                        facts,
                        Language.EN,
                        null,
                        false)
                .text();
    }

    private static Facts facts(Kind kind, Language language) {
        boolean answered = kind == Kind.OFFER || kind == Kind.SESSION_OFFER || kind == Kind.INTERPRETER_ASKED;
        return new Facts(
                centre(language, "Centre"),
                AT,
                answered ? AT.minusSeconds(72_000) : null,
                "IN_PERSON",
                kind.allowed().contains(Placeholder.REFERENCE) ? "7F3K2M9Q" : "",
                LINK,
                kind.saysWhatToBring() ? TEXTS.getMessage("centres.bring.neutral", null, language.locale()) : "");
    }

    private static CentreCard centre(Language language, String name) {
        return new CentreCard(
                CentreId.next(),
                "TAS",
                "UZ",
                "UZ-TK",
                ZoneId.of("Asia/Tashkent"),
                name,
                language == Language.EN || language == Language.UZ ? "Toshkent" : "Душанбе",
                "1 Street",
                null,
                "+998712000000",
                LocalDate.of(2026, 11, 1),
                true);
    }
}
