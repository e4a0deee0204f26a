package org.mrcportal.counselling.queue;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.accounts.Workplaces;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreId;
import org.mrcportal.centres.Centres;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.SecretLinks;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** How a centre runs its line: the manager's decisions. */
@Service
@Transactional
@PreAuthorize("hasRole('CENTRE_MANAGER')")
class QueueSettings {

    private final QueueRulesOnRecord records;
    private final Centres centres;
    private final SecretLinks links;
    private final ApplicationEventPublisher events;

    QueueSettings(QueueRulesOnRecord records, Centres centres, SecretLinks links, ApplicationEventPublisher events) {
        this.records = records;
        this.centres = centres;
        this.links = links;
        this.events = events;
    }

    /**
     * The page.
     *
     * @param screen the secret of the hall's screen; null: there is none
     */
    record Page(
            CentreCard centre,
            int patience,
            List<String> desks,
            @Nullable String screen) {}

    @Transactional(readOnly = true)
    Page page(StaffMember me, String code, Locale locale) {
        CentreCard centre = centre(me, code, locale);
        Optional<QueueRules> rules = records.findById(centre.id().id());
        return new Page(
                centre,
                rules.map(QueueRules::patienceMinutes).orElse(QueueRules.USUAL_PATIENCE),
                rules.map(QueueRules::desks).orElse(List.of()),
                rules.map(QueueRules::screen)
                        .map(screen -> links.token(QueueRules.LINK, screen))
                        .orElse(null));
    }

    void change(StaffMember me, String code, int patience, List<String> desks, Locale locale) {
        QueueRules rules = locked(centre(me, code, locale).id());
        records.saveAndFlush(rules.change(patience, desks));
        record("QUEUE_RULES_CHANGED", rules, "patience %d, %d desks".formatted(patience, desks.size()));
    }

    /** A new address for the hall's screen; the former one leads nowhere from now on. A form makes one only. */
    void renewScreen(StaffMember me, String code, UUID once, Locale locale) {
        QueueRules rules = locked(centre(me, code, locale).id());
        if (!rules.knows(once)) {
            UUID screen = UUID.randomUUID();
            records.saveAndFlush(rules.showOn(screen, links.tokenHash(links.token(QueueRules.LINK, screen)), once));
            record("SCREEN_ADDRESS_MADE", rules, null);
        }
    }

    void revokeScreen(StaffMember me, String code, Locale locale) {
        QueueRules rules = locked(centre(me, code, locale).id());
        if (rules.screen() != null) {
            records.saveAndFlush(rules.showNowhere());
            record("SCREEN_ADDRESS_REVOKED", rules, null);
        }
    }

    private QueueRules locked(CentreId centre) {
        return records.lockById(centre.id()).orElseGet(() -> QueueRules.usual(centre));
    }

    private CentreCard centre(StaffMember me, String code, Locale locale) {
        return Workplaces.of(me, centres, locale).at(code);
    }

    private void record(String action, QueueRules rules, @Nullable String detail) {
        events.publishEvent(new AuditEntry(action, rules.centre(), "centre:" + rules.centre(), detail));
    }
}
