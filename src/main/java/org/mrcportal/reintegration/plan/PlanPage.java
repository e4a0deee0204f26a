package org.mrcportal.reintegration.plan;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.reintegration.casefile.CaseCard;
import org.mrcportal.reintegration.casefile.Origins;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** The page of a plan: of the one that counts, with all that can be done to it, and of those before it, to read. */
@Component
class PlanPage {

    private final Origins origins;
    private final PlanChoices choices;

    PlanPage(Origins origins, PlanChoices choices) {
        this.origins = origins;
        this.choices = choices;
    }

    String of(CasePlanDesk.Opened opened, StaffMember me, Locale locale, Model model) {
        PlanSheet sheet = opened.sheet();
        if (!model.containsAttribute("agree")) {
            model.addAttribute("agree", new AgreeForm(null, null));
        }
        if (!model.containsAttribute("returning")) {
            model.addAttribute("returning", new ReturnForm(null, null));
        }
        model.addAttribute("writable", opened.file().writable());
        model.addAttribute("formers", opened.formers());
        model.addAttribute(
                "mayDecide",
                sheet != null
                        && sheet.state() == Plan.State.SUBMITTED
                        && sheet.seenWhole()
                        && !me.id().id().equals(sheet.submittedBy()));
        model.addAttribute("ways", choices.of(Plan.WAYS, "cases.plan.agreed.", locale));
        return show(opened, sheet, locale, model);
    }

    String former(CasePlanDesk.Opened opened, FormerPlan former, Locale locale, Model model) {
        model.addAttribute("writable", false);
        model.addAttribute("mayDecide", false);
        model.addAttribute("former", former);
        return show(opened, opened.sheet(), locale, model);
    }

    private String show(CasePlanDesk.Opened opened, @Nullable PlanSheet sheet, Locale locale, Model model) {
        CaseCard file = opened.file();
        model.addAttribute("file", file);
        model.addAttribute("sheet", sheet);
        model.addAttribute("takenOver", sheet != null && sheet.takenOver() ? origins.takenOver(file, locale) : null);
        model.addAttribute("history", opened.history());
        model.addAttribute("today", opened.today());
        model.addAttribute("dates", new Dates(file.zone(), locale));
        return "reintegration/plan/plan";
    }
}
