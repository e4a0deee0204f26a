package org.mrcportal.outreach.attendance;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.mrcportal.outreach.SessionId;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.QrCode;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lays out the paper sheet people sign in on, in the language of the session. */
@Service
@Transactional(readOnly = true)
@PreAuthorize("hasAnyRole('FRONT_DESK', 'OUTREACH_OFFICER', 'CENTRE_MANAGER')")
class SheetPrinting {

    private static final int USUAL = 40;
    private static final int MOST = 400;
    private static final int ON_A_PAGE = 20;

    private final Halls halls;
    private final MessageSource messages;
    private final String portal;

    SheetPrinting(Halls halls, MessageSource messages, @Value("${portal.public-address}") String portal) {
        this.halls = halls;
        this.messages = messages;
        this.portal = portal;
    }

    /** @param rows the numbers of the page's rows */
    record Sheet(int number, List<Integer> rows) {}

    /**
     * What is printed.
     *
     * @param hall in the language of the session
     * @param title in the language of the reader
     * @param code of the page that takes the sheet's counts
     */
    record Printed(
            Hall hall,
            Locale language,
            String title,
            List<Sheet> sheets,
            int rows,
            boolean signature,
            QrCode code,
            MessageSource messages) {

        /** A text of the sheet, in the language of the session. */
        public String text(String key) {
            return String.valueOf(messages.getMessage("outreach.sheet." + key, null, language));
        }

        public String page(int number) {
            return String.valueOf(
                    messages.getMessage("outreach.sheet.page", new Object[] {number, sheets.size()}, language));
        }
    }

    /** @param typed how many rows; anything but a number up to {@value #MOST}: as many as there are places */
    Printed of(SessionId id, @Nullable String typed, boolean signature, Locale reader) {
        Hall own = halls.find(id, reader);
        Locale language =
                Language.ofCode(own.session().language()).map(Language::locale).orElse(reader);
        Hall hall = language.equals(reader) ? own : halls.find(id, language);
        int rows = rows(typed, hall.session().capacity());
        int pages = (rows + ON_A_PAGE - 1) / ON_A_PAGE;
        List<Sheet> sheets = IntStream.range(0, pages)
                .mapToObj(page -> new Sheet(
                        page + 1,
                        IntStream.rangeClosed(page * ON_A_PAGE + 1, Math.min(rows, (page + 1) * ON_A_PAGE))
                                .boxed()
                                .toList()))
                .toList();
        return new Printed(
                hall,
                language,
                own.title(),
                sheets,
                rows,
                signature,
                QrCode.of(portal + hall.path() + "/sheet/counts"),
                messages);
    }

    private static int rows(@Nullable String typed, @Nullable Integer capacity) {
        String number = typed == null ? "" : typed.strip();
        int wanted = number.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(number) : capacity == null ? USUAL : capacity;
        return Math.min(MOST, wanted);
    }
}
