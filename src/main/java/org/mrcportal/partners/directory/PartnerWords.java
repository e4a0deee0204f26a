package org.mrcportal.partners.directory;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.Districts;
import org.mrcportal.partners.PartnerCard;
import org.mrcportal.shared.Language;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What the directory's codes are called in the reader's language. */
@Component
class PartnerWords {

    private final Districts districts;
    private final MessageSource messages;

    PartnerWords(Districts districts, MessageSource messages) {
        this.districts = districts;
        this.messages = messages;
    }

    /** What two people changed: the field's label, what is stored by now, what this reader typed. */
    record Difference(String label, String stored, String typed) {}

    /** Where the stored entry and the typed one differ, in the reader's words. */
    List<Difference> differences(PartnerForm stored, PartnerForm typed, CentreCard centre, Locale locale) {
        List<Difference> found = new ArrayList<>();
        compare(found, "name", stored.name(), typed.name(), locale);
        compare(found, "kind", kind(stored.kind(), locale), kind(typed.kind(), locale), locale);
        compare(found, "services", services(stored.services(), locale), services(typed.services(), locale), locale);
        compare(
                found,
                "regions",
                regionNames(stored.regions(), centre, locale),
                regionNames(typed.regions(), centre, locale),
                locale);
        compare(
                found,
                "languages",
                languages(stored.languages(), locale),
                languages(typed.languages(), locale),
                locale);
        compare(found, "contact", stored.contact(), typed.contact(), locale);
        compare(found, "phone", stored.phone(), typed.phone(), locale);
        compare(found, "email", stored.email(), typed.email(), locale);
        compare(found, "address", stored.address(), typed.address(), locale);
        compare(found, "hours", stored.hours(), typed.hours(), locale);
        compare(found, "agreement-from", stored.agreementFrom(), typed.agreementFrom(), locale);
        compare(found, "agreement-until", stored.agreementUntil(), typed.agreementUntil(), locale);
        compare(found, "shares-data", yesNo(stored.sharesData(), locale), yesNo(typed.sharesData(), locale), locale);
        compare(found, "note", stored.note(), typed.note(), locale);
        return found;
    }

    private void compare(
            List<Difference> found, String field, @Nullable String stored, @Nullable String typed, Locale locale) {
        String one = stored == null ? "" : stored.strip();
        String other = typed == null ? "" : typed.strip();
        if (!one.equals(other)) {
            found.add(new Difference(say("partners." + field, locale), one, other));
        }
    }

    List<String> regions(CentreCard centre, Locale locale) {
        return districts.regions(centre.country(), locale).stream()
                .map(Districts.Region::code)
                .toList();
    }

    String services(@Nullable List<String> codes, Locale locale) {
        return joined(codes, code -> say(PartnerCard.label(code), locale));
    }

    String languages(@Nullable List<String> codes, Locale locale) {
        return joined(
                codes, code -> Language.ofCode(code).map(l -> l.nameIn(locale)).orElse(code));
    }

    String regionNames(@Nullable List<String> codes, CentreCard centre, Locale locale) {
        List<Districts.Region> known = districts.regions(centre.country(), locale);
        return joined(
                codes,
                code -> known.stream()
                        .filter(region -> region.code().equals(code))
                        .map(Districts.Region::name)
                        .findFirst()
                        .orElse(code));
    }

    String kind(@Nullable String code, Locale locale) {
        return code != null && Partner.KINDS.contains(code) ? say("partners.kind." + code, locale) : "";
    }

    private String yesNo(@Nullable String value, Locale locale) {
        return say("yes".equals(value) ? "partners.yes" : "partners.no", locale);
    }

    private static String joined(@Nullable List<String> codes, UnaryOperator<String> name) {
        return codes == null ? "" : String.join(", ", codes.stream().map(name).toList());
    }

    private String say(String key, Locale locale) {
        return messages.getMessage(key, null, locale);
    }
}
