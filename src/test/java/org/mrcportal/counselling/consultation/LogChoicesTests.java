package org.mrcportal.counselling.consultation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mrcportal.shared.Choice;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

@SpringBootTest(properties = "portal.jobs=false")
class LogChoicesTests {

    private static final List<String> SHORT = List.of(
            "language", "mainTopic", "migrationStatus", "sex", "ageGroup", "serviceGiven", "outcome", "referredTo");

    @Autowired
    private LogChoices choices;

    @ParameterizedTest
    @ValueSource(strings = {"en", "ru", "uz"})
    void oneOrTwoTypedLettersReachEachAnswer(String language) {
        Map<String, List<Choice>> all = choices.in(Locale.forLanguageTag(language), "UZ");
        List<String> tooLong = new ArrayList<>();
        for (String field : SHORT) {
            for (Choice choice : all.getOrDefault(field, List.of())) {
                if (keysTo(choice, all.getOrDefault(field, List.of())) > 2) {
                    tooLong.add(field + ": " + choice.label());
                }
            }
        }
        for (String country : Codes.COMMON_DESTINATIONS.subList(0, 8)) {
            Choice choice = chosen(all.getOrDefault("destination", List.of()), country);
            if (keysTo(choice, all.getOrDefault("destination", List.of())) > 2) {
                tooLong.add("destination: " + choice.label());
            }
        }
        assertThat(tooLong).isEmpty();
    }

    @Test
    void theCentresOwnRegionsComeFirst() {
        assertThat(choices.in(Locale.ENGLISH, "KG")
                        .getOrDefault("region", List.of())
                        .getFirst()
                        .value())
                .startsWith("KG-");
    }

    private static Choice chosen(List<Choice> from, String value) {
        return from.stream()
                .filter(choice -> choice.value().equals(value))
                .findFirst()
                .orElseThrow();
    }

    /** As browsers do it: a prefix finds the first label that has it; one letter typed twice finds the second. */
    private static int keysTo(Choice wanted, List<Choice> list) {
        String label = wanted.label().toLowerCase(Locale.ROOT);
        int cycled = starting(list, label.substring(0, 1)).indexOf(wanted) + 1;
        for (int keys = 1; keys < cycled; keys++) {
            if (starting(list, label.substring(0, keys)).getFirst().equals(wanted)) {
                return keys;
            }
        }
        return cycled;
    }

    private static List<Choice> starting(List<Choice> list, String typed) {
        return list.stream()
                .filter(choice -> choice.label().toLowerCase(Locale.ROOT).startsWith(typed))
                .toList();
    }
}
