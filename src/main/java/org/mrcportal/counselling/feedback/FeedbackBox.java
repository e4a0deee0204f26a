package org.mrcportal.counselling.feedback;

import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreId;
import org.mrcportal.centres.Centres;
import org.mrcportal.counselling.MoneyAsked;
import org.mrcportal.shared.Language;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes what a person says of a visit, for whoever has the link. Nothing kept here leads from an answer to the visit, and
 * nothing goes on the trail, whose times would.
 */
@Service
@Transactional
class FeedbackBox {

    private final Vouchers vouchers;
    private final Centres centres;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    FeedbackBox(Vouchers vouchers, Centres centres, JdbcClient jdbc, ApplicationEventPublisher events, Clock clock) {
        this.vouchers = vouchers;
        this.centres = centres;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /** What the page says before any answer. */
    record Asked(CentreCard centre, Vouchers.Worth worth) {}

    @Transactional(readOnly = true)
    Asked asked(String token, CentreId at, Language language) {
        CentreCard centre = centres.byId(at, language).orElseThrow();
        return new Asked(centre, vouchers.worth(token, today(centre)));
    }

    /** Keeps the answer; a second one of the same visit is not kept. */
    void drop(String token, CentreId at, FeedbackForm answer, Language language) {
        CentreCard centre = centres.byId(at, language).orElseThrow();
        LocalDate today = today(centre);
        if (!vouchers.use(token, today)) {
            return;
        }
        jdbc.sql("""
                        insert into counselling.feedback
                            (id, centre_id, day, language, clear, useful, respectful, recommend, money, comment)
                        values (:id, :centre, :day, :language, :clear, :useful, :respectful, :recommend, :money, :comment)
                        """)
                .param("id", UUID.randomUUID())
                .param("centre", centre.id().id())
                .param("day", today)
                .param("language", language.code())
                .param("clear", answer.points("clear"))
                .param("useful", answer.points("useful"))
                .param("respectful", answer.points("respectful"))
                .param("recommend", answer.points("recommend"))
                .param("money", answer.money())
                .param("comment", answer.words())
                .update();
        if ("YES".equals(answer.money())) {
            jdbc.sql("insert into counselling.feedback_alert (id, version, centre_id, day) values (?, 0, ?, ?)")
                    .params(UUID.randomUUID(), centre.id().id(), today)
                    .update();
            events.publishEvent(new MoneyAsked(centre.id(), today));
        }
    }

    private LocalDate today(CentreCard centre) {
        return LocalDate.ofInstant(clock.instant(), centre.zone());
    }
}
