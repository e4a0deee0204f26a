package org.mrcportal.counselling.appointment;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.UUID;
import org.mrcportal.centres.CentreId;
import org.mrcportal.shared.PublicPage;
import org.mrcportal.shared.Scope;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Finds a booking by its reference and a second fact. Whoever guesses learns nothing: a wrong reference and a wrong fact
 * answer alike after the same work, and after too many tries a right guess answers like a wrong one.
 */
@PublicPage
@RequestMapping("/find-booking")
class FindBookingController {

    private final PersonalLinks links;
    private final PersonsDesk desk;
    private final Guesses guesses;

    FindBookingController(PersonalLinks links, PersonsDesk desk, Guesses guesses) {
        this.links = links;
        this.desk = desk;
        this.guesses = guesses;
    }

    @GetMapping
    String ask(Model model) {
        model.addAttribute("find", FindBookingForm.EMPTY);
        model.addAttribute("switchForm", "step");
        return "counselling/appointment/find";
    }

    @PostMapping
    String find(
            @ModelAttribute("find") FindBookingForm form,
            BindingResult result,
            @RequestParam(name = "switch") Optional<String> otherLanguage,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        model.addAttribute("switchForm", "step");
        if (otherLanguage.isPresent()) {
            return "counselling/appointment/find";
        }
        form.check(result);
        if (!result.hasErrors()) {
            String address = request.getRemoteAddr();
            String reference = form.meantReference();
            if (guesses.tooMany("find.reference", form.counted(), address)) {
                response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
                result.reject("counselling.find.many");
            } else {
                Optional<String> token = tokenOf(reference, form.meantFact());
                if (token.isPresent()) {
                    return "redirect:/{lang}/bookings/" + token.get();
                }
                guesses.missed(address);
                result.reject("counselling.find.wrong");
            }
        }
        model.addAttribute("hasErrors", true);
        return "counselling/appointment/find";
    }

    private Optional<String> tokenOf(String reference, String fact) {
        UUID centre = links.centreOfReference(reference).map(CentreId::id).orElseGet(UUID::randomUUID);
        return Scope.of(centre).call(() -> desk.tokenOf(reference, fact));
    }
}
