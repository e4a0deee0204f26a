package org.mrcportal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.mrcportal.Inside.Answer;
import org.mrcportal.Routes.Rule;
import org.mrcportal.accounts.Role;
import org.mrcportal.accounts.StaffMember;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.web.context.WebApplicationContext;

/**
 * Every form that shows a record and takes it back: sent as it was served, by whoever may not see some of it, it changes
 * nothing, and the owner is shown afterwards what was shown before.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "portal.jobs=false")
@Import(Statements.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnchangedFormsTests {

    private final Fixtures fixtures = new Fixtures();
    private final Fixtures.Centre own = fixtures.centre();
    private final Fixtures.Staff owner =
            fixtures.staff(own, Role.CASE_WORKER, Role.CENTRE_MANAGER, Role.OUTREACH_OFFICER);
    private final PortalRecords records =
            new PortalRecords(fixtures, own, fixtures.centre(), owner, "Qwertulla Zxcvbekov", false);
    private final Digest digest = Digest.ofWhatIsSaid(fixtures, own);
    private final Inside portal;

    UnchangedFormsTests(@Autowired WebApplicationContext context) {
        portal = new Inside(context);
    }

    @Test
    void aFormSentBackAsItWasServedChangesNothing() {
        Map<String, String> wrong = new TreeMap<>();
        List<String> tried = new ArrayList<>();
        for (Rule rule : Routes.ofRecords()) {
            String address = records.address(rule.route());
            if (!rule.route().isGet() || !isOfAnEdit(rule.route().pattern())) {
                continue;
            }
            for (Role role : rule.allowed()) {
                StaffMember reader = fixtures.staff(own, role).member();
                for (ServedForm form :
                        ServedForm.posted(portal.get(address, reader).body(), address)) {
                    if (!form.action().equals(address)) {
                        continue;
                    }
                    tried.add(rule.route().pattern());
                    String what = rule.route() + " as " + role;
                    Map<String, String> before = digest.now();
                    List<Map<String, List<String>>> shown = shown(address);
                    Answer answer = portal.post(address, form.fields(), reader);
                    List<String> changed = Digest.changed(before, digest.now());
                    if (!changed.isEmpty()) {
                        wrong.put(what, answer.status() + " changes " + changed);
                    }
                    if (answer.status() >= 400) {
                        wrong.put(what, String.valueOf(answer.status()));
                    }
                    if (!shown(address).equals(shown)) {
                        wrong.put(what + " as the owner sees it", shown + " became " + shown(address));
                    }
                }
            }
        }
        assertThat(tried)
                .contains(
                        "/staff/cases/{id}/edit",
                        "/staff/cases/{id}/referrals/{referral}/edit",
                        "/staff/cases/{id}/plan/goals/{goal}",
                        "/staff/cases/{id}/plan/steps/{step}",
                        "/staff/clients/{client}/identity",
                        "/staff/partners/{id}/edit",
                        "/staff/funds/{id}",
                        "/staff/courses/{id}/edit",
                        "/staff/leaders/{id}/edit");
        assertThat(wrong.entrySet().stream().map(Object::toString).toList())
                .as(String.join(
                        "\n", wrong.entrySet().stream().map(Object::toString).toList()))
                .isEmpty();
    }

    /** Where a record is shown to be changed, not where something is added to it. */
    private static boolean isOfAnEdit(String pattern) {
        return pattern.endsWith("/edit")
                || List.of(
                                "/staff/cases/{id}/plan/goals/{goal}",
                                "/staff/cases/{id}/plan/steps/{step}",
                                "/staff/clients/{client}/identity",
                                "/staff/funds/{id}",
                                "/staff/interpreters/{id}",
                                "/manage/settings/{centre}/services/{service}")
                        .contains(pattern);
    }

    private List<Map<String, List<String>>> shown(String address) {
        return ServedForm.posted(
                        portal.get(address, Objects.requireNonNull(owner.member()))
                                .body(),
                        address)
                .stream()
                .map(ServedForm::shown)
                .toList();
    }
}
