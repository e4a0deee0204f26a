package org.mrcportal.counselling.appointment;

import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mrcportal.shared.Language;
import org.springframework.http.HttpHeaders;
import org.springframework.web.util.UriComponentsBuilder;

/** The addresses of the first steps, with the answers so far. */
public final class StepAddress {

    private StepAddress() {}

    /** These pages say nothing of anybody, so Back may show them again as they were; a hold's token is another matter. */
    static void mayBeShownAgain(Answers answers, HttpServletResponse response) {
        if (answers.hold() == null) {
            response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
        }
    }

    public static String to(String step, Answers answers, boolean problem, Locale locale) {
        var address = UriComponentsBuilder.fromUriString(address(step, answers, locale));
        return "redirect:" + (problem ? address.queryParam("problem", 1) : address).toUriString();
    }

    static @Nullable String address(String step, Answers answers, @Nullable LocalDate from, Locale locale) {
        return from == null
                ? null
                : UriComponentsBuilder.fromUriString(address(step, answers, locale))
                        .queryParam("from", from)
                        .toUriString();
    }

    public static String address(String step, Answers answers, Locale locale) {
        return at("/book" + step, answers, locale);
    }

    /** The address of any public page that asks on from the answers so far. */
    public static String at(String page, Answers answers, Locale locale) {
        return UriComponentsBuilder.fromPath("/" + Language.of(locale).code() + page)
                .queryParams(answers.parameters())
                .toUriString();
    }
}
