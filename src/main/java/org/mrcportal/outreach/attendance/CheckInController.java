package org.mrcportal.outreach.attendance;

import java.util.List;
import java.util.Locale;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.outreach.TicketAddress;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.StaffPage;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where the camera of a phone leads that looks at a ticket, and the sessions whose people can be counted. */
@StaffPage
@RequestMapping("/staff/check-in")
class CheckInController {

    private final Door door;
    private final Doors doors;

    CheckInController(Door door, Doors doors) {
        this.door = door;
        this.doors = doors;
    }

    @GetMapping
    String sessions(Locale reader, Model model) {
        model.addAttribute("sessions", doors.open(reader));
        return "outreach/attendance/sessions";
    }

    @GetMapping("/{reference}")
    String ticket(@PathVariable String reference, Locale reader, Model model) {
        model.addAttribute("scan", new AttendanceController.TicketForm(reference, null));
        return page(reference, reader, model);
    }

    @PostMapping("/{reference}")
    String enter(
            @PathVariable String reference,
            @ModelAttribute("scan") AttendanceController.TicketForm form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale reader,
            Model model,
            RedirectAttributes redirect) {
        List<String> references = TicketAddress.meant(reference);
        Door.Outcome outcome = door.enter(held(references).session(), references, form.number(), me, reader);
        if (outcome instanceof Door.Outcome.Refused refused) {
            AttendanceController.reject(new AttendanceController.TicketForm(reference, form.people()), refused, result);
            model.addAttribute("hasErrors", true);
            return page(reference, reader, model);
        }
        if (outcome instanceof Door.Outcome.In in && in.again()) {
            redirect.addAttribute("again", "");
        }
        return "redirect:/staff/check-in/{reference}";
    }

    private String page(String reference, Locale reader, Model model) {
        List<String> references = TicketAddress.meant(reference);
        Door.Held held = door.held(held(references), reader);
        model.addAttribute("hall", held.hall());
        model.addAttribute("totals", held.totals());
        model.addAttribute("guest", held.guest());
        model.addAttribute("ticket", held.ticket());
        return "outreach/attendance/ticket";
    }

    private GuestList.Ticket held(List<String> references) {
        return door.ticket(references).orElseThrow(() -> new NotFound("a ticket"));
    }
}
