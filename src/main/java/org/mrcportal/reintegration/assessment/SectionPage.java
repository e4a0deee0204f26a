package org.mrcportal.reintegration.assessment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.shared.Language;

/**
 * A section to be filled in.
 *
 * @param overtaken somebody has saved it meanwhile: who; beside each answer stands what was saved
 * @param storedWords the client's words as saved meanwhile, where they differ; or null
 * @param spoken the language of the client, where the reader reads another
 */
record SectionPage(
        String code,
        String name,
        int version,
        boolean completed,
        @Nullable String overtaken,
        List<Item> items,
        @Nullable String words,
        @Nullable String wordsProblem,
        @Nullable String storedWords,
        @Nullable Language spoken) {

    /**
     * A question.
     *
     * @param problem message key, or null
     * @param aloud the question and its answers in the client's language, or null
     * @param stored what somebody else has saved, where it differs; or null
     * @param earlier answers of other rounds
     */
    record Item(
            int number,
            boolean multiple,
            String text,
            @Nullable String aloud,
            List<Tick> options,
            List<Tick> otherwise,
            @Nullable String problem,
            @Nullable String stored,
            List<Earlier> earlier) {}

    /** A radio or checkbox. */
    record Tick(String id, String value, String label, boolean ticked) {}

    record Earlier(String round, String answer) {}

    static SectionPage of(
            AssessmentDesk.Opened opened, SectionForm form, boolean overtaken, AssessmentWords words, Locale locale) {
        Language reader = Language.of(locale);
        Language client = opened.card().language();
        Assessment.Saved saved = opened.assessment().saved(form.section());
        List<Assessment.Calculation> others = earlier(opened);
        List<Item> items = new ArrayList<>();
        for (Instrument.Question question : form.section().questions()) {
            Answer stored = opened.assessment().answers().get(question.number());
            boolean differs =
                    overtaken && !Objects.equals(stored, form.answers().get(question.number()));
            items.add(new Item(
                    question.number(),
                    question.multiple(),
                    question.in(reader),
                    client == reader ? null : aloud(question, client),
                    ticks(question, form, reader),
                    otherwise(question, form, words, locale),
                    form.problems().get("q" + question.number()),
                    differs ? words.answer(question, stored, locale) : null,
                    others.stream()
                            .filter(c -> c.answers().containsKey(question.number()))
                            .map(c -> new Earlier(
                                    c.round().label(),
                                    words.answer(question, c.answers().get(question.number()), locale)))
                            .toList()));
        }
        String by = saved.by();
        return new SectionPage(
                form.section().code(),
                form.section().in(reader),
                form.version(),
                opened.assessment().isComplete(),
                overtaken ? (by == null ? "" : by + ", " + at(saved, opened)) : null,
                items,
                form.words(),
                form.problems().get("words"),
                overtaken && !Objects.equals(saved.words(), form.words()) ? saved.words() : null,
                client == reader ? null : client);
    }

    private static String at(Assessment.Saved saved, AssessmentDesk.Opened opened) {
        var at = saved.at();
        return at == null ? "" : CentreTime.time(at, opened.card().zone());
    }

    /** The last score of each other round by the same version: answers of another version are to another question. */
    private static List<Assessment.Calculation> earlier(AssessmentDesk.Opened opened) {
        Map<Object, Assessment.Calculation> last = new LinkedHashMap<>();
        opened.assessment().calculations().stream()
                .filter(c -> !c.assessment().equals(opened.assessment().id()))
                .filter(c -> c.version() == opened.assessment().instrument().version())
                .forEach(c -> last.put(c.assessment(), c));
        return List.copyOf(last.values());
    }

    private static String aloud(Instrument.Question question, Language client) {
        return question.in(client)
                + question.options().stream().map(o -> o.in(client)).collect(Collectors.joining(" · ", " — ", ""));
    }

    private static List<Tick> ticks(Instrument.Question question, SectionForm form, Language reader) {
        List<String> ticked = form.ticked().getOrDefault(question.number(), List.of());
        return question.options().stream()
                .map(o -> new Tick(
                        id(question, o.code(), question.options().getFirst().code()),
                        o.code(),
                        o.in(reader),
                        ticked.contains(o.code())))
                .toList();
    }

    private static List<Tick> otherwise(
            Instrument.Question question, SectionForm form, AssessmentWords words, Locale locale) {
        List<String> ticked = form.ticked().getOrDefault(question.number(), List.of());
        return Stream.of(Answer.Said.UNKNOWN, Answer.Said.DECLINED, Answer.Said.NOT_ASKED)
                .map(said -> new Tick(
                        "q" + question.number() + "-" + said,
                        "-" + said,
                        words.say("assessments.said." + said, locale),
                        ticked.contains("-" + said)))
                .toList();
    }

    /** The first one has the field's own name, so that the summary of problems finds it. */
    private static String id(Instrument.Question question, String code, String first) {
        String field = "q" + question.number();
        return code.equals(first) ? field : field + "-" + code;
    }
}
