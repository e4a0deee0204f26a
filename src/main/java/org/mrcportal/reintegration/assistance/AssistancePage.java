package org.mrcportal.reintegration.assistance;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.reintegration.Money;
import org.mrcportal.reintegration.casefile.CaseCard;
import org.mrcportal.reintegration.casefile.CorrectionForm;
import org.mrcportal.reintegration.casefile.Corrections;
import org.mrcportal.reintegration.plan.Dates;
import org.mrcportal.reintegration.plan.PlanChoices;
import org.mrcportal.shared.Unsaved;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page of one assistance, with all that can be done to it. */
@Component
@ControllerAdvice(basePackageClasses = AssistancePage.class)
class AssistancePage {

    private final PlanChoices choices;

    AssistancePage(PlanChoices choices) {
        this.choices = choices;
    }

    @ExceptionHandler
    String refused(
            Assistance.Refused refused,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        String reason = "cases.help.refused." + refused.reason();
        if (Unsaved.shown(request, response, model, reason)) {
            return Unsaved.PAGE;
        }
        redirect.addFlashAttribute("refused", reason);
        return "redirect:" + request.getRequestURI().replaceFirst("(/assistance(?:/[0-9a-f-]{36})?).*", "$1");
    }

    /** A delivery that was entered by mistake. */
    record TakenBack(Corrections.Line line, @Nullable Money spent) {}

    String of(AssistanceDesk.OpenedOne opened, StaffMember me, Locale locale, Model model) {
        CaseCard file = opened.file();
        AssistanceLine line = opened.line();
        putIfMissing(model, "upload", UploadForm.blank());
        putIfMissing(model, "refusal", new ReasonForm(null));
        putIfMissing(model, "cancellation", new ReasonForm(null));
        putIfMissing(model, "correction", new CorrectionForm(null));
        putIfMissing(model, "delivery", DeliveryForm.of(line, opened.today()));
        putIfMissing(
                model, "acknowledgement", new AcknowledgeForm(opened.today().toString(), null));
        model.addAttribute("file", file);
        model.addAttribute("line", line);
        model.addAttribute("evidence", opened.evidence());
        model.addAttribute(
                "corrections",
                opened.corrections().stream()
                        .map(back -> new TakenBack(
                                back, Money.of(back.spent(), line.cost().currency())))
                        .toList());
        model.addAttribute(
                "mayDecide",
                line.is("REQUESTED") && !line.requestedBy().equals(me.id().id()));
        model.addAttribute("ways", choices.of(Assistance.WAYS, "cases.plan.agreed.", locale));
        model.addAttribute("evidenceKinds", choices.of(EvidenceDesk.KINDS, "cases.evidence.kind.", locale));
        model.addAttribute("removals", choices.of(EvidenceDesk.REASONS, "cases.evidence.removal.", locale));
        model.addAttribute("dates", new Dates(file.zone(), locale));
        model.addAttribute("back", "/staff/cases/" + file.id() + "/assistance");
        return "reintegration/assistance/one";
    }

    private static void putIfMissing(Model model, String name, Object form) {
        if (!model.containsAttribute(name)) {
            model.addAttribute(name, form);
        }
    }
}
