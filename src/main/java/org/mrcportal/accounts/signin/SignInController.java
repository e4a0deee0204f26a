package org.mrcportal.accounts.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.shared.StaffPage;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The sign-in page, and the page that gives back what was typed into a form whose session had ended. */
@StaffPage
class SignInController {

    static final String PROBLEM = "signin.problem";
    static final String MINUTES = "signin.minutes";
    static final String SEALED = "signin.sealed";
    static final String KEPT = "signin.kept";

    private final StaffCookies cookies;
    private final FirstPage first;

    SignInController(StaffCookies cookies, FirstPage first) {
        this.cookies = cookies;
        this.first = first;
    }

    @GetMapping("/sign-in")
    String form(
            @RequestParam("return") Optional<String> wanted,
            @RequestParam Optional<String> out,
            @AuthenticationPrincipal @Nullable StaffMember me,
            HttpServletRequest request,
            Model model) {
        if (me != null) {
            return "redirect:" + first.after(wanted.orElse(null), me);
        }
        model.addAttribute("username", cookies.last(request).orElse(""));
        model.addAttribute("wanted", StaffPath.local(wanted.orElse(null)).orElse(null));
        model.addAttribute("out", out.isPresent());
        return "accounts/signin/sign-in";
    }

    /** Forwarded to after a failed try or a lost session, with what is known so far. */
    @RequestMapping("/sign-in/again")
    String again(
            @RequestParam("return") Optional<String> wanted,
            @RequestParam("kept") Optional<String> posted,
            @RequestParam Optional<String> username,
            @RequestAttribute(name = PROBLEM, required = false) @Nullable String problem,
            @RequestAttribute(name = MINUTES, required = false) @Nullable Integer minutes,
            @RequestAttribute(name = SEALED, required = false) @Nullable String fresh,
            HttpServletRequest request,
            Model model) {
        model.addAttribute("username", username.or(() -> cookies.last(request)).orElse(""));
        model.addAttribute("wanted", StaffPath.local(wanted.orElse(null)).orElse(null));
        String kept = fresh != null ? fresh : posted.orElse(null);
        model.addAttribute("kept", kept);
        if (kept != null) {
            model.addAttribute("languages", null); // a switch would lose what is kept
        }
        model.addAttribute("problem", problem);
        model.addAttribute("minutes", minutes);
        model.addAttribute("hasErrors", problem != null);
        return "accounts/signin/sign-in";
    }

    /** Forwarded to with input that is to be sent once more. */
    @RequestMapping("/sign-in/kept")
    String kept(@RequestAttribute(KEPT) KeptInput kept, HttpServletResponse response, Model model) {
        model.addAttribute("kept", kept);
        model.addAttribute("languages", null);
        model.addAttribute("signedOut", response.getStatus() != HttpServletResponse.SC_FORBIDDEN);
        return "accounts/signin/kept";
    }
}
