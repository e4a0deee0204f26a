package org.mrcportal.reintegration.plan;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.centres.Centres;
import org.mrcportal.clients.ClientDirectory;
import org.mrcportal.partners.PartnerCard;
import org.mrcportal.partners.Partners;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.casefile.CaseCard;
import org.mrcportal.reintegration.casefile.Cases;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.PdfPages;
import org.mrcportal.shared.Reference;
import org.mrcportal.shared.SecretLinks;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Gives the plan to those outside: the client's paper and code, the partner's link. */
@Service
@Transactional
@PreAuthorize("hasAnyRole('CASE_WORKER', 'CENTRE_MANAGER')")
class PlanAccess {

    /** The purpose of consent without which partners learn nothing. */
    static final String SHARE = "SHARE_WITH_PARTNER";

    private static final Duration LINK_LASTS = Duration.ofDays(14);

    private final PlanKeeping keeping;
    private final Cases cases;
    private final PlanReading reading;
    private final PlanCodes codes;
    private final Actions actions;
    private final Partners partners;
    private final ClientDirectory clients;
    private final Centres centres;
    private final SecretLinks links;
    private final PdfPages pages;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final String portal;

    PlanAccess(
            PlanKeeping keeping,
            Cases cases,
            PlanReading reading,
            PlanCodes codes,
            Actions actions,
            Partners partners,
            ClientDirectory clients,
            Centres centres,
            SecretLinks links,
            PdfPages pages,
            JdbcClient jdbc,
            Clock clock,
            @Value("${portal.public-address}") String portal) {
        this.keeping = keeping;
        this.cases = cases;
        this.reading = reading;
        this.codes = codes;
        this.actions = actions;
        this.partners = partners;
        this.clients = clients;
        this.centres = centres;
        this.links = links;
        this.pages = pages;
        this.jdbc = jdbc;
        this.clock = clock;
        this.portal = portal;
    }

    /** What the client is given: the code is known only here. */
    record Slip(CaseCard file, String code, String address) {

        public String readableCode() {
            return Reference.grouped(code);
        }
    }

    /**
     * A link just made.
     *
     * @param email where the partner reads mail, or null
     * @param reference what the partner calls the step by; it is not the case's, which opens the client's plan
     */
    record Made(String partner, @Nullable String email, String reference, String address, String until) {

        public String readable() {
            return Reference.grouped(reference);
        }
    }

    /** A new code; the former one opens nothing any more, nor does a page it has opened. */
    Slip renew(CaseId id, StaffMember me) {
        CaseCard file = keeping.writable(id);
        String code = codes.renew(file);
        cases.happened(file, "PLAN_CODE", null, me.id(), null);
        return new Slip(file, code, address(file.language()));
    }

    /**
     * The plan as the client's paper: only what is written for the client.
     *
     * @param code printed where it is the one that opens the plan now; null: without
     */
    byte[] paper(CaseId id, @Nullable String code, StaffMember me) {
        CaseCard file = cases.open(id, "PLAN", me);
        PlanSheet sheet = reading.of(id).orElseThrow(() -> new NotFound("a plan"));
        Locale language = file.language().locale();
        CentreCard centre = centres.byId(file.centre(), file.language()).orElseThrow();
        String right = Reference.typed(code == null ? "" : code)
                .filter(typed -> codes.opens(id, typed))
                .orElse(null);
        Map<String, Object> content = new HashMap<>();
        content.put("reference", file.readable());
        content.put("centre", centre);
        content.put("sheet", sheet);
        content.put("dates", new Dates(file.zone(), language));
        content.put("printed", CentreTime.date(CentreTime.day(clock.instant(), file.zone()), language));
        if (right != null) {
            content.put("code", Reference.grouped(right));
            content.put("address", address(file.language()));
        }
        if (!file.readOnly()) {
            cases.happened(file, "PLAN_PRINTED", sheet.id(), me.id(), null);
        }
        return pages.print("reintegration/plan/paper", language, content);
    }

    /**
     * A link by which the partner of a step answers once; earlier links of the step end.
     *
     * @throws Plan.Refused where the client has not agreed to the plan or not to share with partners, or where this partner
     *     may not be told
     */
    Made link(CaseId id, UUID step, StaffMember me, Locale locale) {
        CaseCard file = keeping.writable(id);
        Action action =
                actions.findById(step).filter(found -> found.file().equals(id)).orElseThrow(() -> new NotFound(step));
        UUID named = action.words().partner();
        if (named == null) {
            throw new NotFound("a partner");
        }
        PartnerCard partner = partners.find(named).orElseThrow(() -> new NotFound(named));
        if (partner.retired() || !partner.sharesData()) {
            throw new Plan.Refused(Plan.Reason.PARTNER);
        }
        if (!clients.agrees(file.client(), SHARE)) {
            throw new Plan.Refused(Plan.Reason.NO_CONSENT);
        }
        if (!isAgreed(step)) {
            throw new Plan.Refused(Plan.Reason.NOT_AGREED);
        }
        Instant now = clock.instant();
        UUID link = UuidCreator.getTimeOrderedEpoch();
        String reference = Reference.random();
        String token = links.token("step", link);
        jdbc.sql("update reintegration.step_link set expires_at = :now where action_id = :action and expires_at > :now")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("action", step)
                .update();
        jdbc.sql("""
                        insert into reintegration.step_link
                            (id, centre_id, case_id, action_id, partner_id, token_hash, reference, made_by, made_at,
                             expires_at)
                        values (:id, :centre, :case, :action, :partner, :hash, :reference, :me, :now, :until)
                        """)
                .param("id", link)
                .param("centre", file.centre().id())
                .param("case", id.id())
                .param("action", step)
                .param("partner", named)
                .param("hash", SecretLinks.hash(token))
                .param("reference", reference)
                .param("me", me.id().id())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("until", now.plus(LINK_LASTS).atOffset(ZoneOffset.UTC))
                .update();
        cases.happened(file, "STEP_LINK", step, me.id(), null);
        return new Made(
                partner.name(),
                partner.email(),
                reference,
                portal + "/" + file.language().code() + "/step/" + token,
                CentreTime.date(CentreTime.day(now.plus(LINK_LASTS), file.zone()), locale));
    }

    private boolean isAgreed(UUID step) {
        return jdbc.sql("""
                        select p.agreed_on is not null and p.reworded_at is null from reintegration.action a
                        join reintegration.goal g on g.id = a.goal_id
                        join reintegration.plan p on p.id = g.plan_id
                        where a.id = ? and p.state <> 'REPLACED'
                        """).param(step).query(Boolean.class).optional().orElseThrow(() -> new NotFound(step));
    }

    private String address(Language language) {
        return portal + "/" + language.code() + "/plan";
    }
}
