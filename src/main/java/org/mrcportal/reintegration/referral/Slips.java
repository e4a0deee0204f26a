package org.mrcportal.reintegration.referral;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.centres.Centres;
import org.mrcportal.partners.PartnerCard;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.PdfPages;
import org.mrcportal.shared.PhoneNumber;
import org.mrcportal.shared.QrCode;
import org.mrcportal.shared.Reference;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The slip a person carries to a partner: where to go, the reference, and the partner's link as a QR code. */
@Component
class Slips {

    private final PdfPages pages;
    private final Centres centres;
    private final Links links;
    private final MessageSource messages;
    private final String portal;

    Slips(
            PdfPages pages,
            Centres centres,
            Links links,
            MessageSource messages,
            @Value("${portal.public-address}") String portal) {
        this.pages = pages;
        this.centres = centres;
        this.links = links;
        this.messages = messages;
        this.portal = portal;
    }

    /** One half of the slip: its words in one language. */
    record Half(String language, String heading, List<Told.Fact> facts, String text) {}

    /** @param opened with a link that is good */
    byte[] print(ReferralDesk.Opened opened) {
        Referral referral = opened.referral();
        Links.Link link = opened.link();
        if (link == null) {
            throw new ReferralSettled();
        }
        String address = portal + "/" + referral.language().code() + links.path(link.id());
        return pages.print(
                "reintegration/referral/slip",
                referral.locale(),
                Map.of(
                        "reference", Reference.grouped(referral.reference()),
                        "person", person(opened),
                        "partner", partner(opened, link),
                        "address", address,
                        "squares", QrCode.of(address).rows()));
    }

    /** What the person reads; of a place that others must not find it says nothing but whom to call at the centre. */
    private Half person(ReferralDesk.Opened opened) {
        Language language = opened.card().language();
        Locale locale = language.locale();
        PartnerCard partner = opened.partner();
        CentreCard centre = centre(opened, language);
        List<Told.Fact> facts = new ArrayList<>();
        if (!opened.sensitive()) {
            add(facts, "partner", partner.name(), locale);
            add(facts, "contact", partner.contact(), locale);
            add(facts, "address", partner.address(), locale);
            String phone = partner.phone();
            add(facts, "phone", phone == null ? null : new PhoneNumber(phone).readable(), locale);
            add(facts, "hours", partner.hours(), locale);
        }
        add(facts, "centre", centre.name(), locale);
        add(facts, "centre-phone", centre.phoneReadable(), locale);
        return new Half(language.code(), say("person", locale), facts, say("person.text", locale));
    }

    private Half partner(ReferralDesk.Opened opened, Links.Link link) {
        Language language = opened.referral().language();
        Locale locale = language.locale();
        CentreCard centre = centre(opened, language);
        List<Told.Fact> facts = new ArrayList<>();
        add(facts, "centre", centre.name(), locale);
        add(facts, "centre-phone", centre.phoneReadable(), locale);
        add(
                facts,
                "until",
                CentreTime.date(CentreTime.day(link.expiresAt(), opened.card().zone()), locale),
                locale);
        return new Half(language.code(), say("for-partner", locale), facts, say("partner.text", locale));
    }

    private CentreCard centre(ReferralDesk.Opened opened, Language language) {
        return centres.byId(opened.card().centre(), language).orElseThrow();
    }

    private void add(List<Told.Fact> facts, String key, @Nullable String value, Locale locale) {
        if (value != null && !value.isBlank()) {
            facts.add(new Told.Fact(say(key, locale), value));
        }
    }

    private String say(String key, Locale locale) {
        return messages.getMessage("referral.slip." + key, null, locale);
    }
}
