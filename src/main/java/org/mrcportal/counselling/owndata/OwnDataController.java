package org.mrcportal.counselling.owndata;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreId;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.KeptOfPerson;
import org.mrcportal.counselling.appointment.OwnerProof;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.PublicPage;
import org.mrcportal.shared.Scope;
import org.mrcportal.shared.Tick;
import org.springframework.context.MessageSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * A person's own data. The link alone shows nothing here: each step asks for the second fact, and no proof outlives it,
 * because the next person on the same telephone may open the same link. Showing the copy therefore answers a POST.
 */
@PublicPage
@RequestMapping("/bookings/{token}/data")
class OwnDataController {

    /** What can be asked for. */
    private static final String REQUEST = "{request:correction|deletion}";

    private final OwnerProof owner;
    private final OwnDataDesk desk;
    private final OwnDataCopy copy;
    private final MessageSource messages;

    OwnDataController(OwnerProof owner, OwnDataDesk desk, OwnDataCopy copy, MessageSource messages) {
        this.owner = owner;
        this.desk = desk;
        this.copy = copy;
        this.messages = messages;
    }

    @InitBinder
    void forgiveForgedTicks(WebDataBinder binder) {
        binder.registerCustomEditor(Boolean.class, new Tick());
    }

    @GetMapping
    String ask(@PathVariable String token, Model model, Locale locale) {
        owner.scope(token);
        model.addAttribute("proof", ProofForm.blank());
        return page(token, "ask", model, locale);
    }

    @PostMapping
    Object show(
            @PathVariable String token,
            @ModelAttribute("proof") ProofForm form,
            BindingResult result,
            @RequestParam(name = "switch") Optional<String> otherLanguage,
            @RequestParam Optional<String> file,
            Model model,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (otherLanguage.isPresent()) {
            return page(token, "ask", model, locale);
        }
        form.checkProof(result);
        ClientId client = proved(token, form, result, request, response);
        if (client == null) {
            return page(token, "ask", model.addAttribute("hasErrors", true), locale);
        }
        Scope scope = owner.scope(token);
        List<KeptOfPerson.Section> sections = scope.call(() -> desk.copy(client));
        if (file.isPresent()) {
            return ResponseEntity.ok()
                    .contentType(MediaType.APPLICATION_JSON)
                    .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"my-data.json\"")
                    .body(copy.file(sections));
        }
        CentreCard centre = centre(scope, locale);
        model.addAttribute("parts", copy.shown(sections, centre.zone(), locale));
        model.addAttribute("centre", centre);
        return page(token, "copy", model, locale);
    }

    @PostMapping("/withdraw")
    String withdraw(
            @PathVariable String token,
            @ModelAttribute("proof") ProofForm form,
            BindingResult result,
            @RequestParam(defaultValue = "") String purpose,
            Model model,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response) {
        form.checkProof(result);
        ClientId client = proved(token, form, result, request, response);
        if (client == null) {
            return page(token, "ask", model.addAttribute("hasErrors", true), locale);
        }
        owner.scope(token).run(() -> desk.withdraw(client, purpose));
        return "redirect:/{lang}/bookings/{token}/data?done=withdrawn";
    }

    @GetMapping("/" + REQUEST)
    String form(@PathVariable String token, @PathVariable String request, Model model, Locale locale) {
        owner.scope(token);
        model.addAttribute("proof", ProofForm.blank());
        return page(token, request, model, locale);
    }

    @PostMapping("/" + REQUEST)
    String send(
            @PathVariable String token,
            @PathVariable("request") String wanted,
            @ModelAttribute("proof") ProofForm form,
            BindingResult result,
            @RequestParam(name = "switch") Optional<String> otherLanguage,
            Model model,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (otherLanguage.isPresent()) {
            return page(token, wanted, model, locale);
        }
        boolean correction = wanted.equals("correction");
        if (correction) {
            form.checkCorrection(result);
        } else {
            form.checkDeletion(result);
        }
        ClientId client = proved(token, form, result, request, response);
        if (client == null) {
            return page(token, wanted, model.addAttribute("hasErrors", true), locale);
        }
        once(owner.scope(token), () -> {
            if (correction) {
                desk.correct(client, form);
            } else {
                desk.delete(client, form);
            }
        });
        return "redirect:/{lang}/bookings/{token}/data?done=" + wanted;
    }

    /** Of a form sent twice at once, the slower one finds its work done. */
    private static void once(Scope scope, Runnable work) {
        try {
            scope.run(work);
        } catch (DataIntegrityViolationException sentTwice) {
            scope.run(work);
        }
    }

    /** Who it is; null with the reason among the form's errors. */
    private @Nullable ClientId proved(
            String token,
            ProofForm form,
            BindingResult result,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (result.hasErrors()) {
            owner.scope(token);
            return null;
        }
        OwnerProof.Proof proof = owner.prove(token, form.fact(), request.getRemoteAddr());
        if (proof.tooMany()) {
            response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
            result.reject("counselling.find.many");
        } else if (proof.client() == null) {
            result.rejectValue("fact", "own.proof.wrong");
        }
        return proof.client();
    }

    private CentreCard centre(Scope scope, Locale locale) {
        UUID id = scope.centres().getFirst();
        return scope.call(() -> desk.centre(new CentreId(id), Language.of(locale)));
    }

    private String page(String token, String name, Model model, Locale locale) {
        String booking = "/" + Language.of(locale).code() + "/bookings/" + token;
        model.addAttribute("token", token);
        model.addAttribute("back", name.equals("ask") ? booking : booking + "/data");
        model.addAttribute(
                "aspects",
                ProofForm.ABOUT.stream()
                        .map(about -> Choice.of(about, messages.getMessage("own.correction." + about, null, locale)))
                        .toList());
        if (!name.equals("copy")) {
            model.addAttribute("switchForm", "step");
        }
        return "counselling/owndata/" + name;
    }
}
