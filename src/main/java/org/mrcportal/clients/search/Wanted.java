package org.mrcportal.clients.search;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreId;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.Contact;
import org.mrcportal.shared.PersonName;
import org.mrcportal.shared.PhoneNumber;

/**
 * Who is looked for: any of the answers is enough.
 *
 * @param centre only people of this centre; null: of the whole scope
 * @param name as typed; empty: not by name
 * @param nameKey its {@link PersonName.SearchKey}
 */
public record Wanted(
        @Nullable CentreId centre,
        @Nullable String code,
        @Nullable ClientId booked,
        List<PhoneNumber> phones,
        @Nullable String email,
        String name,
        String nameKey,
        @Nullable UUID once) {

    private static final Pattern CODE = Pattern.compile("([A-Z]{3})(\\d{2})(\\d{1,7})");
    private static final String CYRILLIC = "АВЕКМНОРСТХУІ";
    private static final String LATIN = "ABEKMHOPCTXYI";

    /** What somebody typed into the one box: it says by itself what it is. */
    static Wanted typed(String text, Set<String> countries, @Nullable ClientId booked) {
        boolean address = text.contains("@");
        return new Wanted(
                null,
                clientCode(text),
                booked,
                phones(text, countries),
                address ? text.strip() : null,
                address ? "" : text,
                address ? "" : PersonName.SearchKey.of(text),
                null);
    }

    /** Whoever at the centre may already be the person about to be registered. */
    public static Wanted like(CentreId centre, Contact contact, @Nullable UUID once) {
        PersonName name = contact.name();
        PhoneNumber phone = contact.phone();
        return new Wanted(
                centre,
                null,
                null,
                phone == null ? List.of() : List.of(phone),
                contact.email(),
                name == null ? "" : name.text(),
                name == null ? "" : name.searchKey(),
                once);
    }

    /** Eight letters and digits can be a booking reference. */
    static boolean maybeReference(String text) {
        return text.length() <= 20 && symbols(text).length() == 8;
    }

    /** {@code tas 26 42} is {@code TAS-26-00042}, also with Cyrillic letters that look the same. */
    public static @Nullable String clientCode(String text) {
        Matcher code = CODE.matcher(symbols(text));
        return code.matches()
                ? String.format(
                        Locale.ROOT, "%s-%s-%05d", code.group(1), code.group(2), Integer.parseInt(code.group(3)))
                : null;
    }

    private static String symbols(String text) {
        StringBuilder symbols = new StringBuilder();
        text.toUpperCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .map(symbol -> CYRILLIC.indexOf(symbol) < 0 ? symbol : LATIN.charAt(CYRILLIC.indexOf(symbol)))
                .forEach(symbols::appendCodePoint);
        return symbols.toString();
    }

    /** A number without its country's code is one of our countries', or, with all its digits, one without the plus. */
    private static List<PhoneNumber> phones(String text, Set<String> countries) {
        String digits = text.replaceAll("\\D", "");
        if (digits.length() < 7 || text.codePoints().anyMatch(Character::isLetter)) {
            return List.of();
        }
        Stream<String> meant = digits.length() == 11 && digits.matches("[78].*")
                ? Stream.concat(countries.stream(), Stream.of("RU"))
                : countries.stream();
        return Stream.concat(
                        meant.flatMap(country -> PhoneNumber.typed(text, country).stream()),
                        Stream.of("+" + digits)
                                .filter(number -> digits.length() >= 11)
                                .flatMap(number -> PhoneNumber.typed(number, "UZ").stream()))
                .distinct()
                .toList();
    }
}
