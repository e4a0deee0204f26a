package org.mrcportal.accounts.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.StaffPage;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Switches the language of staff pages: for this browser by a cookie, and for the account from the next sign-in on. */
@StaffPage
class StaffLanguageController {

    private final StaffCookies cookies;
    private final OwnAccount account;

    StaffLanguageController(StaffCookies cookies, OwnAccount account) {
        this.cookies = cookies;
        this.account = account;
    }

    @PostMapping("/staff/language")
    String change(
            @RequestParam Optional<String> to,
            @RequestParam("return") Optional<String> wanted,
            @AuthenticationPrincipal @Nullable StaffMember me,
            HttpServletRequest request,
            HttpServletResponse response) {
        to.flatMap(Language::ofCode).filter(Language::forStaff).ifPresent(language -> {
            cookies.language(language.code(), request, response);
            if (me != null) {
                account.speak(me.id(), language);
            }
        });
        String landing = me == null ? "/sign-in" : StaffPath.landing(me);
        return "redirect:" + StaffPath.local(wanted.orElse(null)).orElse(landing);
    }
}
