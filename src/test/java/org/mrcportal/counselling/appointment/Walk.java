package org.mrcportal.counselling.appointment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mrcportal.Fixtures;
import org.mrcportal.Visitor;
import org.mrcportal.Visitor.Page;

/** Somebody who books at a centre of the test's own, page by page, as a browser without script would. */
final class Walk {

    private static final Pattern RADIO = Pattern.compile("name=\"time\"[^>]*value=\"([^\"]+)\"");

    private final Visitor visitor;
    private final String language;
    private final Fixtures.Centre centre;

    /** Of this person: nobody else has it, but it ends as everybody's does. */
    private final String phone =
            "90 %03d 45 67".formatted(ThreadLocalRandom.current().nextInt(1000));

    Walk(int port, String language, Fixtures.Centre centre) {
        this.visitor = new Visitor(port);
        this.language = language;
        this.centre = centre;
    }

    Visitor visitor() {
        return visitor;
    }

    /** The number given, as typed. */
    String phone() {
        return phone;
    }

    String at(String path) {
        return "/" + language + path;
    }

    String answers() {
        return "?situation=LEAVING&service=DOCUMENTS&mode=IN_PERSON&centre=" + centre.code() + "&language=uz&sex=ANY";
    }

    Page times() {
        return visitor.get(at("/book/time") + answers());
    }

    static List<String> offered(Page page) {
        List<String> times = new ArrayList<>();
        Matcher radio = RADIO.matcher(page.body());
        while (radio.find()) {
            times.add(radio.group(1));
        }
        return times;
    }

    /** Posts the page's form with the time. */
    Page choose(Page page, String time) {
        return visitor.post(at("/book/hold"), fields(page, "time", time));
    }

    /** The hidden fields of a page and more. */
    static String[] fields(Page page, String... more) {
        return fieldsBut("", page, more);
    }

    static String[] fieldsBut(String without, Page page, String... more) {
        List<String> fields = new ArrayList<>();
        page.hidden().stream().filter(field -> !field[0].equals(without)).forEach(field -> {
            fields.add(field[0]);
            fields.add(field[1]);
        });
        fields.addAll(List.of(more));
        return fields.toArray(String[]::new);
    }

    /** Holds the first time there is and says the token. */
    String hold() {
        Page page = times();
        return hold(page, offered(page).getFirst());
    }

    String hold(Page page, String time) {
        Page held = choose(page, time);
        assertThat(held.status()).isEqualTo(303);
        return held.location().split("/")[3];
    }

    Page post(String path, String... fields) {
        return visitor.submit(at(path), at(path), fields);
    }

    /** Answers everything behind the token and stands before the last button. */
    String answerAll() {
        String token = hold();
        post("/book/" + token + "/details", "name", "Gulnora", "reach", "PHONE", "phone", phone, "mayCall", "true");
        Page done = post("/book/" + token + "/privacy", "agree", "true", "reminder", "true");
        assertThat(done.location()).endsWith("/check");
        return token;
    }

    /** Books and says the token. */
    String book() {
        String token = answerAll();
        assertThat(post("/book/" + token + "/check").location()).endsWith("/bookings/" + token);
        return token;
    }
}
