package org.mrcportal.reintegration.referral;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.centres.Centres;
import org.mrcportal.reintegration.ReferralLetters;
import org.mrcportal.reintegration.casefile.CaseCard;
import org.mrcportal.reintegration.casefile.Cases;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.Seal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a partner reads and says. For everybody who has the link; also puts in what a partner said by telephone. */
@Service
@Transactional
class AnswerDesk implements ReferralLetters {

    private final Referrals referrals;
    private final Links links;
    private final Telling telling;
    private final Chase chase;
    private final Cases cases;
    private final Centres centres;
    private final JdbcClient jdbc;
    private final Seal seal;
    private final Clock clock;

    AnswerDesk(
            Referrals referrals,
            Links links,
            Telling telling,
            Chase chase,
            Cases cases,
            Centres centres,
            JdbcClient jdbc,
            Seal seal,
            Clock clock) {
        this.referrals = referrals;
        this.links = links;
        this.telling = telling;
        this.chase = chase;
        this.cases = cases;
        this.centres = centres;
        this.jdbc = jdbc;
        this.seal = seal;
        this.clock = clock;
    }

    /**
     * What the partner's page shows.
     *
     * @param good whether the link opens anything; where it does not, nobody is told why
     * @param tells whether there is anything to be shown on request
     * @param told what was asked to be shown; null: nothing was asked
     */
    record Page(
            CentreCard centre,
            String reference,
            Urgency urgency,
            ReferralState state,
            boolean good,
            boolean tells,
            @Nullable Told told) {

        public boolean open() {
            return good && state.isOpen();
        }

        public boolean settled() {
            return good && state.isSettled();
        }
    }

    /** Acts on nothing and shows nothing of the person: programs that read mail open links too. */
    @Transactional(readOnly = true)
    Page find(String token, Language language) {
        Links.Link link = links.byToken(token);
        return page(link, referrals.findById(link.referral()).orElseThrow(), language, false);
    }

    /** Shows what the partner is told, and keeps that somebody looked. */
    Page show(String token, Language language) {
        Links.Link link = links.byToken(token);
        Referral referral = referrals.findById(link.referral()).orElseThrow();
        Page page = page(link, referral, language, true);
        if (page.told() != null && links.shown(link.id())) {
            cases.happened(cases.get(referral.file()), "REFERRAL_SHOWN", referral.id(), null, null);
        }
        return page;
    }

    /** Takes the partner's answer; through a link that is no longer good nothing is said. */
    void answer(String token, Answer said) {
        Links.Link link = links.byToken(token);
        Referral referral = referrals.lock(link.referral()).orElseThrow();
        // Read again: whoever renewed the link held the referral meanwhile.
        if (links.byToken(token).isGoodAt(clock.instant()) && telling.isAllowed(referral)) {
            put(referral, said, cases.get(referral.file()), null);
        }
    }

    /** What the partner said by telephone. */
    void heard(Referral referral, Answer said, CaseCard card, StaffId by) {
        put(referral, said, card, by);
    }

    private void put(Referral referral, Answer said, CaseCard card, @Nullable StaffId by) {
        Instant now = clock.instant();
        LocalDate due = referral.dueOn();
        if (!referral.answer(said, by, now, CentreTime.day(now, card.zone()), seal)) {
            return;
        }
        referrals.saveAndFlush(referral);
        chase.settled(referral, due);
        if (said.state() == ReferralState.ACCEPTED) {
            links.keepForServing(referral.id());
        } else if (said.state() != ReferralState.SERVED) {
            chase.refused(referral);
        }
        cases.happened(
                card, "REFERRAL_ANSWERED", referral.id(), by, said.state().name());
    }

    private Page page(Links.Link link, Referral referral, Language language, boolean shows) {
        CentreCard centre = centres.byId(referral.centre(), language).orElseThrow();
        boolean good = link.isGoodAt(clock.instant())
                && referral.state() != ReferralState.CANCELLED
                && telling.isAllowed(referral);
        boolean open = good && referral.state().isOpen();
        boolean tells = open && link.tells() && referral.basis() != Basis.NONE;
        return new Page(
                centre,
                referral.reference(),
                referral.urgency(),
                referral.state(),
                good,
                tells,
                tells && shows ? telling.told(referral, spoken(referral), language.locale()) : null);
    }

    private Language spoken(Referral referral) {
        return jdbc.sql("select language from clients.client where id = ?")
                .param(referral.client().id())
                .query(String.class)
                .optional()
                .flatMap(Language::ofCode)
                .orElse(Language.EN);
    }

    @Override
    public Optional<Card> card(UUID id) {
        asPortal();
        Links.Link link =
                links.byId(id).filter(l -> l.isGoodAt(clock.instant())).orElse(null);
        if (link == null) {
            return Optional.empty();
        }
        Referral referral = referrals.findById(link.referral()).orElseThrow(() -> new NotFound(id));
        if (!referral.state().isOpen() || !telling.isAllowed(referral)) {
            return Optional.empty();
        }
        return jdbc.sql("""
                        select l.mailed_to from reintegration.referral_link l
                        join partners.partner p on p.id = ? and p.email = l.mailed_to
                        where l.id = ?
                        """)
                .params(referral.partner(), id)
                .query(String.class)
                .optional()
                .map(email -> new Card(
                        id,
                        referral.centre(),
                        email,
                        referral.language().code(),
                        referral.reference(),
                        links.path(id),
                        link.expiresAt()));
    }

    /** Messages are the portal's own work, also about what few may see: they say nothing of it. */
    private void asPortal() {
        jdbc.sql("select set_config('portal.reader', 'portal', true)")
                .query((row, number) -> true)
                .single();
    }
}
