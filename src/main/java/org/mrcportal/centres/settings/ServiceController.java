package org.mrcportal.centres.settings;

import java.util.Locale;
import java.util.Objects;
import org.mrcportal.centres.BookableTimes;
import org.mrcportal.centres.BookingsAffected;
import org.mrcportal.centres.ChangedMeanwhile;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.StaffPage;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The pages of the services a centre offers: all of them, and one to change. */
@StaffPage
@RequestMapping("/manage/settings/{centre}/services")
class ServiceController {

    private final ServiceDesk desk;
    private final ObjectProvider<BookableTimes> bookable;

    ServiceController(ServiceDesk desk, ObjectProvider<BookableTimes> bookable) {
        this.desk = desk;
        this.bookable = bookable;
    }

    @GetMapping
    String all(@PathVariable String centre, Locale locale, Model model) {
        ServiceDesk.All all = desk.open(centre, Language.of(locale));
        model.addAttribute("centre", all.centre());
        model.addAttribute("services", all.services());
        model.addAttribute("back", "/manage/settings");
        return "centres/settings/services";
    }

    @GetMapping("/{service}")
    String show(@PathVariable String centre, @PathVariable String service, Locale locale, Model model) {
        ServiceDesk.One saved = desk.open(centre, service, Language.of(locale));
        model.addAttribute("service", ServiceForm.of(saved.service()));
        return page(saved, saved.service().mark(), model);
    }

    @PostMapping("/{service}")
    String change(
            @PathVariable String centre,
            @PathVariable String service,
            @ModelAttribute("service") ServiceForm form,
            BindingResult result,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        if (result.hasErrors()) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST); // a checkbox that says neither yes nor no
        }
        String seen = Objects.requireNonNullElse(form.seen(), "");
        ServiceSetting wanted = form.setting(service, result);
        boolean stale = false;
        if (!result.hasErrors() && !"PREVIEW".equals(form.act())) {
            try {
                desk.change(centre, wanted, seen, form.agreed(), Language.of(locale));
                redirect.addFlashAttribute("notice", "centres.settings.saved");
                return "redirect:/manage/settings/{centre}/services";
            } catch (ChangedMeanwhile meanwhile) {
                result.reject("centres.settings.stale");
                stale = true;
            } catch (SettingsForgotten forgotten) {
                model.addAttribute("forgotten", true);
            } catch (BookingsAffected affected) {
                model.addAttribute("affected", affected);
            }
        }
        ServiceDesk.One saved = desk.open(centre, service, Language.of(locale));
        if (stale) {
            model.addAttribute("savedNow", saved.service());
        } else if (!result.hasErrors() && "PREVIEW".equals(form.act())) {
            ServiceSetting changed = wanted.usually(saved.service().usual());
            bookable.ifAvailable(times -> model.addAttribute(
                    "preview",
                    times.withService(saved.centre(), service, changed.offered() ? changed.service() : null, locale)));
        }
        model.addAttribute("hasErrors", result.hasErrors());
        return page(saved, stale ? saved.service().mark() : seen, model);
    }

    private static String page(ServiceDesk.One saved, String seen, Model model) {
        model.addAttribute("centre", saved.centre());
        model.addAttribute("saved", saved.service());
        model.addAttribute("seen", seen);
        model.addAttribute("back", "/manage/settings/" + saved.centre().code() + "/services");
        return "centres/settings/service";
    }
}
