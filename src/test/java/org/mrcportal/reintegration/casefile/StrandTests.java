package org.mrcportal.reintegration.casefile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrandTests {

    private static final Set<Strand> PARTS = EnumSet.complementOf(EnumSet.of(Strand.ALL));

    /** As PostgreSQL looks for it: anywhere, unless the pattern says where. */
    private static Set<Strand> of(String kind) {
        Set<Strand> found = EnumSet.noneOf(Strand.class);
        for (Strand strand : PARTS) {
            if (Pattern.compile(strand.kinds()).matcher(kind).find()) {
                found.add(strand);
            }
        }
        return found;
    }

    @ParameterizedTest
    @CsvSource({
        "HELP_APPROVED, ASSISTANCE",
        "EVIDENCE_ADDED, ASSISTANCE",
        "ASSISTANCE_CALLED_OFF, ASSISTANCE",
        "PLAN_AGREED, PLAN",
        "STEP_DONE, PLAN",
        "CLIENT_SAID_DONE, PLAN",
        "PARTNER_REFUSED, PLAN",
        "WORD_ACCEPTED, PLAN",
        "TRAINING_ENROLLED, TRAININGS",
        "TRAININGS_CALLED_OFF, TRAININGS",
        "REFERRAL_SENT, REFERRALS",
        "REFERRALS_CALLED_OFF, REFERRALS",
        "FOLLOW_UP_TRIED, FOLLOW_UPS",
        "FOLLOW_UPS_CALLED_OFF, FOLLOW_UPS",
        "CLOSED, FOLLOW_UPS",
        "SCREENED, ASSESSMENTS",
        "ASSESSMENT_COMPLETED, ASSESSMENTS"
    })
    void anEventStandsUnderItsPartOfTheCaseAndNoOther(String kind, Strand strand) {
        assertThat(of(kind)).containsExactly(strand);
    }

    /** Each kind of event is found under one part of the case, but those of the case itself and of the people around it. */
    @Test
    void everyKindOfEventStandsUnderOnePartOrIsOfTheCaseItself() throws IOException {
        Pattern ofTheCase =
                Pattern.compile("OPENED|CHANGED|MOVED|TAKEN|OWNER_CHANGED|HANDED_OVER|MEMBER_(ADDED|REMOVED)|KEPT"
                        + "|MADE_ORDINARY|NOTE_WRITTEN|RELATIVE_[A-Z]+|HEAD_CHANGED|TRANSFER(RED|_OFFERED|_REFUSED|_WITHDRAWN)|ARRIVED"
                        + "|TASKS_CALLED_OFF|FORGOTTEN");
        Set<String> kinds = new TreeSet<>();
        for (String key : labels("").stringPropertyNames()) {
            Matcher named =
                    Pattern.compile("cases\\.event\\.([A-Z][A-Z_]*)(\\..+)?").matcher(key);
            if (named.matches()) {
                kinds.add(named.group(1));
            }
        }
        assertThat(kinds)
                .contains("OPENED", "PLAN_AGREED", "TRANSFERRED", "HELP_NOTE")
                .hasSizeGreaterThan(70);
        for (String kind : kinds) {
            assertThat(of(kind)).as(kind).hasSize(ofTheCase.matcher(kind).matches() ? 0 : 1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "CLOSED_PRINTED, closing",
        "REOPENED, closing",
        "TRANSFER_OFFERED, transfer",
        "TRANSFERRED, transfer",
        "ARRIVED, transfer",
        "RELATIVE_SHOWN, household",
        "HEAD_CHANGED, household",
        "OWNER_CHANGED, team",
        "SCREENED, screening",
        "FOLLOW_UP_DONE, follow-ups",
        "OPENED,"
    })
    void anEventLeadsToWhereMoreOfItIsRead(String kind, @Nullable String part) {
        assertThat(WordsOfCase.part(kind, "/staff/cases/1")).isEqualTo(part == null ? null : "/staff/cases/1/" + part);
    }

    /** Who looked at which part is told in words: each part that leaves a view has a name. */
    @Test
    void everyPartThatLeavesAViewHasAName() throws IOException {
        Pattern view = Pattern.compile("cases\\.(?:open|look)\\([^;]*?\"([A-Z_]+)\"|String PAGE = \"([A-Z_]+)\"");
        Set<String> parts = new TreeSet<>();
        try (var files = Files.walk(Path.of("src/main/java/org/mrcportal/reintegration"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                view.matcher(Files.readString(file))
                        .results()
                        .map(found -> found.group(1) != null ? found.group(1) : found.group(2))
                        .forEach(parts::add);
            }
        }
        assertThat(parts).contains("CASE", "SCREENING", "ASSESSMENTS", "FOLLOW_UPS", "TRANSFER", "CLOSING");
        for (String language : List.of("", "_ru", "_uz")) {
            Properties known = labels(language);
            assertThat(known.stringPropertyNames())
                    .containsAll(parts.stream().map(WordsOfCase::partKey).toList());
        }
    }

    /** What casework's parts say to staff. */
    private static Properties labels(String language) throws IOException {
        Properties known = new Properties();
        try (var bundles = Files.newDirectoryStream(
                Path.of("src/main/resources/messages"), "reintegration-*-staff" + language + ".properties")) {
            for (Path bundle : bundles) {
                known.load(Files.newBufferedReader(bundle));
            }
        }
        return known;
    }
}
