package org.mrcportal.notifications.message;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.centres.Centres;
import org.mrcportal.centres.ManagedCentres;
import org.mrcportal.centres.WhatToBring;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.Language;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Says which messages a centre sends and in which words, and shows how they will read. */
@Service
@Transactional
@PreAuthorize("hasRole('CENTRE_MANAGER')")
class WordingDesk {

    private final ManagedCentres managed;
    private final Centres centres;
    private final MessageRules rules;
    private final Wordings wordings;
    private final Scribe scribe;
    private final WhatToBring whatToBring;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final String portal;

    WordingDesk(
            ManagedCentres managed,
            Centres centres,
            MessageRules rules,
            Wordings wordings,
            Scribe scribe,
            WhatToBring whatToBring,
            ApplicationEventPublisher events,
            Clock clock,
            @Value("${portal.public-address}") String portal) {
        this.managed = managed;
        this.centres = centres;
        this.rules = rules;
        this.wordings = wordings;
        this.scribe = scribe;
        this.whatToBring = whatToBring;
        this.events = events;
        this.clock = clock;
        this.portal = portal;
    }

    /**
     * A centre's messages.
     *
     * @param changed how many languages have a wording of the centre's own, under {@code KIND.CHANNEL}
     */
    record Overview(CentreCard centre, MessageRules.Rules rules, Map<String, Integer> changed) {}

    /**
     * The wordings of one kind and way.
     *
     * @param inForce in each language
     * @param changed the languages in which it is the centre's own
     */
    record Opened(CentreCard centre, MessageRules.Rules rules, Map<Language, Wording> inForce, Set<Language> changed) {}

    @Transactional(readOnly = true)
    Overview open(String code, Language reader) {
        CentreCard centre = managed.toRead(code, reader);
        return new Overview(centre, rules.of(centre.id()), wordings.changed(centre.id()));
    }

    void change(String code, MessageRules.Rules wanted, Language reader) {
        CentreCard centre = managed.toChange(code, reader);
        rules.change(centre.id(), wanted);
        record("MESSAGE_RULES_CHANGED", centre, "off: " + wanted.switchedOff());
    }

    @Transactional(readOnly = true)
    Opened open(String code, Kind kind, Channel channel, Language reader) {
        CentreCard centre = managed.toRead(code, reader);
        Map<Language, Wording> own = wordings.changed(centre.id(), kind, channel);
        Map<Language, Wording> inForce = new EnumMap<>(Language.class);
        for (Language language : Language.values()) {
            inForce.put(language, own.getOrDefault(language, scribe.ownWording(kind, channel, language)));
        }
        return new Opened(centre, rules.of(centre.id()), inForce, own.keySet());
    }

    void change(String code, Kind kind, Channel channel, Language language, Wording wording, Language reader) {
        CentreCard centre = managed.toChange(code, reader);
        wordings.change(centre.id(), kind, channel, language, wording, clock.instant());
        record("MESSAGE_WORDING_CHANGED", centre, "%s %s %s".formatted(kind, channel, language));
    }

    void reset(String code, Kind kind, Channel channel, Language language, Language reader) {
        CentreCard centre = managed.toChange(code, reader);
        wordings.forget(centre.id(), kind, channel, language);
        record("MESSAGE_WORDING_RESET", centre, "%s %s %s".formatted(kind, channel, language));
    }

    /** How a wording reads with invented facts, in three days at half past two. */
    @Transactional(readOnly = true)
    Letter preview(Opened opened, Kind kind, Language language, Wording wording) {
        CentreCard centre = centres.byId(opened.centre().id(), language).orElse(opened.centre());
        Instant now = clock.instant();
        Instant at = CentreTime.day(now, centre.zone())
                .plusDays(3)
                .atTime(LocalTime.of(14, 30))
                .atZone(centre.zone())
                .toInstant();
        Facts facts = new Facts(
                centre,
                at,
                at.minusSeconds(72_000),
                "IN_PERSON",
                "7F3K2M9Q",
                portal + "/" + language.code() + (kind.isForSession() ? "/registrations/" : "/bookings/")
                        + "0123456789abcdefABCDEF",
                kind.saysWhatToBring() ? whatToBring.neutral(language.locale()) : "");
        boolean plain = language == Language.UZ && opened.rules().plainApostrophe();
        return scribe.write(wording, facts, language, null, plain);
    }

    private void record(String action, CentreCard centre, String detail) {
        events.publishEvent(new AuditEntry(action, centre.id().id(), "centre:" + centre.id(), detail));
    }
}
