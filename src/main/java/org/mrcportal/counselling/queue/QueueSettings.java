package org.mrcportal.counselling.queue;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreId;
import org.mrcportal.centres.ManagedCentres;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.Language;
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
    private final ManagedCentres managed;
    private final SecretLinks links;
    private final ApplicationEventPublisher events;

    QueueSettings(
            QueueRulesOnRecord records, ManagedCentres managed, SecretLinks links, ApplicationEventPublisher events) {
        this.records = records;
        this.managed = managed;
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
    Page page(String code, Locale locale) {
        CentreCard centre = managed.toRead(code, Language.of(locale));
        Optional<QueueRules> rules = records.findById(centre.id().id());
        return new Page(
                centre,
                rules.map(QueueRules::patienceMinutes).orElse(QueueRules.USUAL_PATIENCE),
                rules.map(QueueRules::desks).orElse(List.of()),
                rules.map(QueueRules::screen)
                        .map(screen -> links.token(QueueRules.LINK, screen))
                        .orElse(null));
    }

    void change(String code, int patience, List<String> desks, Locale locale) {
        QueueRules rules = toChange(code, locale);
        records.saveAndFlush(rules.change(patience, desks));
        record("QUEUE_RULES_CHANGED", rules, "patience %d, %d desks".formatted(patience, desks.size()));
    }

    /** A new address for the hall's screen; the former one leads nowhere from now on. A form makes one only. */
    void renewScreen(String code, UUID once, Locale locale) {
        QueueRules rules = toChange(code, locale);
        if (!rules.knows(once)) {
            UUID screen = UUID.randomUUID();
            records.saveAndFlush(rules.showOn(screen, links.tokenHash(links.token(QueueRules.LINK, screen)), once));
            record("SCREEN_ADDRESS_MADE", rules, null);
        }
    }

    void revokeScreen(String code, Locale locale) {
        QueueRules rules = toChange(code, locale);
        if (rules.screen() != null) {
            records.saveAndFlush(rules.showNowhere());
            record("SCREEN_ADDRESS_REVOKED", rules, null);
        }
    }

    /** One manager after the other, also where there are no rules yet: the second one wins. */
    private QueueRules toChange(String code, Locale locale) {
        CentreId centre = managed.toChange(code, Language.of(locale)).id();
        return records.lockById(centre.id()).orElseGet(() -> QueueRules.usual(centre));
    }

    private void record(String action, QueueRules rules, @Nullable String detail) {
        events.publishEvent(new AuditEntry(action, rules.centre(), "centre:" + rules.centre(), detail));
    }
}
