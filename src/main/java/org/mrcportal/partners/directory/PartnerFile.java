package org.mrcportal.partners.directory;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.partners.PartnerCard;
import org.mrcportal.shared.PhoneNumber;
import org.mrcportal.shared.SafeCsv;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The directory as a file for a spreadsheet, in the reader's words. */
@Component
class PartnerFile {

    private static final List<String> COLUMNS = List.of(
            "name",
            "kind",
            "services",
            "regions",
            "languages",
            "contact",
            "phone",
            "email",
            "address",
            "hours",
            "verified-on",
            "agreement-until",
            "shares-data");

    private final PartnerWords words;
    private final MessageSource messages;

    PartnerFile(PartnerWords words, MessageSource messages) {
        this.words = words;
        this.messages = messages;
    }

    String of(DirectoryDesk.Directory directory, Locale locale) {
        List<List<String>> records = new ArrayList<>();
        records.add(COLUMNS.stream().map(c -> say("partners." + c, locale)).toList());
        directory.partners().forEach(card -> records.add(record(card, directory.centre(), locale)));
        return SafeCsv.of(records);
    }

    private List<String> record(PartnerCard card, CentreCard centre, Locale locale) {
        String phone = card.phone();
        return List.of(
                card.name(),
                words.kind(card.kind(), locale),
                words.services(card.services(), locale),
                words.regionNames(card.regions(), centre, locale),
                words.languages(card.languages(), locale),
                text(card.contact()),
                phone == null ? "" : SafeCsv.telephone(new PhoneNumber(phone)),
                text(card.email()),
                text(card.address()),
                text(card.hours()),
                text(card.verifiedOn()),
                text(card.agreementUntil()),
                say(card.sharesData() ? "partners.yes" : "partners.no", locale));
    }

    private String say(String key, Locale locale) {
        return messages.getMessage(key, null, locale);
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
