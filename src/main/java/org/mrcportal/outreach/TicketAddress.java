package org.mrcportal.outreach;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.mrcportal.shared.Reference;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The address in the QR code of a session's ticket: opened on a phone that is signed in, it asks to check the ticket in.
 * It holds the registration's reference and no secret of the person.
 */
@Component
public class TicketAddress {

    private static final String PATH = "/staff/check-in/";
    private static final int LONGEST = 400;

    /** What a scanner that types as a Latin keyboard comes out as while the computer writes Russian. */
    private static final String WRITTEN = "йцукенгшщзфывапролдячсмитьЙЦУКЕНГШЩЗФЫВАПРОЛДЯЧСМИТЬ.";

    private static final String PRESSED = "qwertyuiopasdfghjklzxcvbnmQWERTYUIOPASDFGHJKLZXCVBNM/";

    private final String portal;

    TicketAddress(@Value("${portal.public-address}") String portal) {
        this.portal = portal;
    }

    public String of(String reference) {
        return portal + PATH + reference;
    }

    /**
     * The references that may be meant by what was typed or scanned, the likelier one first: the reference itself in any
     * case and with any separators, or a ticket's address under whatever name the portal is reached.
     */
    public static List<String> meant(String typed) {
        return typed.length() > LONGEST
                ? List.of()
                : Stream.of(typed, asOnALatinKeyboard(typed))
                        .map(TicketAddress::withoutAddress)
                        .map(Reference::typed)
                        .flatMap(Optional::stream)
                        .distinct()
                        .toList();
    }

    private static String withoutAddress(String typed) {
        int at = typed.toLowerCase(Locale.ROOT).lastIndexOf(PATH);
        return at < 0 ? typed : typed.substring(at + PATH.length()).replaceFirst("[/?#].*", "");
    }

    private static String asOnALatinKeyboard(String typed) {
        return typed.chars()
                .map(c -> WRITTEN.indexOf(c) < 0 ? c : PRESSED.charAt(WRITTEN.indexOf(c)))
                .collect(StringBuilder::new, (text, c) -> text.append((char) c), StringBuilder::append)
                .toString();
    }
}
