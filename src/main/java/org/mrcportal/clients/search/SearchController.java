package org.mrcportal.clients.search;

import jakarta.validation.Valid;
import java.util.Set;
import org.mrcportal.accounts.Role;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.shared.StaffPage;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestMapping;

/** The search for people, in one box. */
@StaffPage
@RequestMapping("/staff/clients")
class SearchController {

    private static final Set<Role> ASK_THE_NETWORK = Set.of(Role.COUNSELLOR, Role.CASE_WORKER, Role.CENTRE_MANAGER);

    private final ClientSearch search;

    SearchController(ClientSearch search) {
        this.search = search;
    }

    @GetMapping
    String search(
            @Valid @ModelAttribute("search") SearchForm form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Model model) {
        boolean asked = !form.isBlank() && !result.hasErrors();
        model.addAttribute("asked", asked);
        model.addAttribute("found", search.search(asked ? form.q() : null, me));
        model.addAttribute("caseFile", asked ? search.caseFile(form.q()).orElse(null) : null);
        model.addAttribute("most", PeopleFinder.MOST);
        model.addAttribute("severalCentres", me.centres().size() > 1);
        model.addAttribute("counsels", ASK_THE_NETWORK.stream().anyMatch(me::is));
        model.addAttribute("hasErrors", result.hasErrors());
        if (form.isBlank() && !result.hasErrors()) {
            model.addAttribute("focus", "q");
        }
        return "clients/search/clients";
    }
}
