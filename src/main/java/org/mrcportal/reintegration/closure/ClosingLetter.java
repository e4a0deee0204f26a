package org.mrcportal.reintegration.closure;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.centres.Centres;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.casefile.CaseCard;
import org.mrcportal.reintegration.casefile.Cases;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.PdfPages;
import org.mrcportal.shared.PhoneNumber;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The client's copy of a closing, in the client's language: what was done, and how to come again. Why the case ended, and what
 * staff wrote about it, is not in it; nor is a name, since others may find the paper.
 */
@Service
@Transactional
@PreAuthorize("hasAnyRole('CASE_WORKER', 'CENTRE_MANAGER')")
class ClosingLetter {

    private final Cases cases;
    private final Centres centres;
    private final PdfPages pdf;
    private final JdbcClient jdbc;

    ClosingLetter(Cases cases, Centres centres, PdfPages pdf, JdbcClient jdbc) {
        this.cases = cases;
        this.centres = centres;
        this.pdf = pdf;
        this.jdbc = jdbc;
    }

    /**
     * What it says.
     *
     * @param done the steps that were taken under all plans of the case, in the words the client agreed to, and courses completed
     */
    record Letter(
            String centre,
            @Nullable String address,
            @Nullable String phone,
            String reference,
            String opened,
            String closed,
            List<String> done) {}

    /** @throws NotFound where the case is open, or its content was deleted, or there is nobody to give it to */
    byte[] print(CaseId id, StaffMember me) {
        CaseCard card = cases.changeable(id);
        Closed closed = closed(id);
        Locale locale = card.language().locale();
        CentreCard centre = centres.byId(card.centre(), card.language()).orElseThrow(() -> new NotFound(card.centre()));
        cases.happened(card, "CLOSED_PRINTED", null, me.id(), null);
        String phone = centre.phone();
        Letter letter = new Letter(
                centre.name(),
                centre.address(),
                phone == null ? null : new PhoneNumber(phone).readable(),
                card.readable(),
                CentreTime.date(closed.openedOn(card), locale),
                CentreTime.date(CentreTime.day(closed.at(), card.zone()), locale),
                done(id));
        return pdf.print("reintegration/closure/letter", locale, Map.of("letter", letter));
    }

    private record Closed(Instant opened, Instant at) {

        LocalDate openedOn(CaseCard card) {
            return CentreTime.day(opened, card.zone());
        }
    }

    private Closed closed(CaseId id) {
        return jdbc.sql("""
                        select c.opened_at, c.closed_at from reintegration.case_file c
                        where c.id = :case and c.state = 'CLOSED' and c.emptied_at is null
                          and not exists (select from reintegration.closure k
                                          where k.case_id = c.id and k.reopened_at is null
                                            and k.reason in ('DECEASED', 'OPENED_BY_MISTAKE'))
                        """)
                .param("case", id.id())
                .query((row, number) -> new Closed(
                        row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                        row.getObject("closed_at", OffsetDateTime.class).toInstant()))
                .optional()
                .orElseThrow(() -> new NotFound(id));
    }

    private List<String> done(CaseId id) {
        return jdbc.sql("""
                        select text from (
                            select a.text, min(p.created_at) as begun, min(g.position) as goal, min(a.position) as step
                            from reintegration.action a
                            join reintegration.goal g on g.id = a.goal_id
                            join reintegration.plan p on p.id = g.plan_id
                            where a.case_id = :case and a.state = 'DONE' and not a.sensitive
                            group by a.text
                            union all
                            select c.name, null, 1000, 0 from reintegration.enrolment e
                            join reintegration.course c on c.id = e.course_id
                            where e.case_id = :case and e.state = 'COMPLETED' and e.action_id is null) d
                        order by begun, goal, step, text limit 60
                        """)
                .param("case", id.id())
                .query((row, number) -> row.getString("text"))
                .list();
    }
}
