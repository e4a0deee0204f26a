package org.mrcportal.reintegration.casefile;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.clients.ClientId;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.StaffPage;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The button by which counsellors hand somebody over to the case workers. */
@StaffPage
class HandOverController {

    private final HandOverDesk desk;

    HandOverController(HandOverDesk desk) {
        this.desk = desk;
    }

    @PostMapping("/staff/clients/{client}/case")
    String handOver(
            @PathVariable ClientId client,
            @RequestParam(required = false) @Nullable String encounter,
            @AuthenticationPrincipal StaffMember me,
            RedirectAttributes redirect) {
        UUID met = IntakeForm.uuid(encounter);
        if (met == null && encounter != null && !encounter.isBlank()) {
            throw new NotFound("a consultation");
        }
        try {
            desk.handOver(client, met, me);
        } catch (DataIntegrityViolationException there) {
            // The case there is already may be hidden from the reader: the answer must not tell it from any other.
            if (!String.valueOf(there.getMessage()).contains("case_file_once_key")) {
                throw there;
            }
        }
        redirect.addFlashAttribute("notice", "cases.handed-over");
        return "redirect:/staff/clients/{client}";
    }
}
