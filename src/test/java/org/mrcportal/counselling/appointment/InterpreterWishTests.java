package org.mrcportal.counselling.appointment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.Statements;
import org.mrcportal.Visitor;
import org.mrcportal.accounts.Role;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "portal.jobs=false")
@Import(Statements.class)
class InterpreterWishTests {

    private static final Pattern LINK = Pattern.compile("<li><a href=\"([^\"]*/book/time[^\"]*)\"");

    private final Fixtures fixtures = new Fixtures();
    private final Fixtures.Centre centre = fixtures.centre();

    @LocalServerPort
    int port;

    @BeforeEach
    void oneManWhoSpeaksRussianWorksThere() {
        fixtures.jdbc()
                .sql("delete from portal.attempt where what = 'hold.address'")
                .update();
        fixtures.counselsAt(
                centre, fixtures.staff(centre, Role.COUNSELLOR), Map.of("sex", "M", "languages", new String[] {"ru"}));
    }

    @Test
    void wherePeopleOfThatSexDoNotSpeakTheLanguageAnInterpreterIsTheWay() {
        Visitor person = new Visitor(port);
        var none = person.get(time("language=tg&sex=M"));
        assertThat(Walk.offered(none)).isEmpty();
        String instead = only(none);
        assertThat(instead).contains("interpret=tg", "sex=M");
        var times = person.get(instead);
        assertThat(Walk.offered(times)).isNotEmpty();
        assertThat(times.body()).contains("We look for an interpreter");
    }

    @Test
    void whereNobodyOfThatSexIsThereAtAllEitherIsTheWay() {
        Visitor person = new Visitor(port);
        String instead = only(person.get(time("language=ru&sex=F")));
        assertThat(instead).contains("sex=ANY").doesNotContain("interpret=");
        assertThat(Walk.offered(person.get(instead))).isNotEmpty();
        assertThat(LINK.matcher(person.get(time("language=ru&sex=M")).body()).find())
                .as("nothing instead of free times")
                .isFalse();
    }

    @Test
    void whoNeedsAnInterpreterSaysWhichAndCanBringSomebody() {
        Visitor person = new Visitor(port);
        var asked = person.get("/en/book/language?service=DOCUMENTS&mode=IN_PERSON&centre=" + centre.code());
        assertThat(asked.body())
                .contains("name=\"interpret\"", "value=\"sgn\"", "value=\"kaa\"", "value=\"COMPANION\"")
                .doesNotContain("value=\"INTERPRETER\"");
        String answers = "language=tg&sex=ANY&interpret=kaa&interpreterSex=F&needs=COMPANION";
        var times = person.get(time(answers));
        List<String> fields = new ArrayList<>();
        times.hidden().forEach(field -> fields.addAll(List.of(field[0], field[1])));
        fields.addAll(List.of("time", Walk.offered(times).getFirst()));
        var held = person.post("/en/book/hold", fields.toArray(String[]::new));
        assertThat(held.status()).isEqualTo(303);
        assertThat(fixtures.jdbc()
                        .sql(
                                "select array_to_string(needs, ' ') || ' ' || interpreter_language || ' ' || interpreter_sex"
                                        + " from counselling.appointment where centre_id = ?")
                        .param(centre.id().id())
                        .query((row, number) -> row.getString(1))
                        .single())
                .isEqualTo("INTERPRETER COMPANION kaa F");
    }

    @Test
    void anOldAddressThatOnlySaysInterpreterStillCountsAndNonsenseDoesNot() {
        assertThat(answers(List.of("INTERPRETER"), null, "F").wish())
                .returns("other", Wish::interpreterLanguage)
                .returns("F", Wish::interpreterSex);
        assertThat(answers(List.of("CHILD"), "klingon", "X").wish())
                .returns(null, Wish::interpreterLanguage)
                .returns(null, Wish::interpreterSex)
                .returns(List.of("CHILD"), Wish::needs);
        assertThat(answers(List.of(), "sgn", null).wish().needs()).containsExactly("INTERPRETER");
    }

    @Test
    void aPageWithoutTimesCostsNoMoreStatements() {
        Visitor person = new Visitor(port);
        person.get(time("language=tg&sex=F"));
        Statements.forget();
        person.get(time("language=tg&sex=F"));
        assertThat(Statements.seen()).hasSizeLessThanOrEqualTo(6);
    }

    private static Answers answers(List<String> needs, @Nullable String interpret, @Nullable String sex) {
        return new Answers(null, "DOCUMENTS", "PHONE", "TAS", "uz", "ANY", needs, interpret, sex, null, null);
    }

    private String time(String answers) {
        return "/en/book/time?service=DOCUMENTS&mode=IN_PERSON&centre=" + centre.code() + "&" + answers;
    }

    private static String only(Visitor.Page page) {
        Matcher link = LINK.matcher(page.body());
        assertThat(link.find()).isTrue();
        String href = link.group(1).replace("&amp;", "&");
        assertThat(link.find()).isFalse();
        return href;
    }
}
