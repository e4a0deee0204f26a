package org.mrcportal.reintegration.team;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.Role;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.StaffPage;
import org.springframework.context.MessageSource;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What a member of staff has to do, and, for those who supervise, what the centre has to do. */
@StaffPage
@RequestMapping("/staff/tasks")
class TaskController {

    private static final LocalDate FARTHEST = LocalDate.of(2100, 1, 1);

    private final TaskDesk desk;
    private final MessageSource messages;

    TaskController(TaskDesk desk, MessageSource messages) {
        this.desk = desk;
        this.messages = messages;
    }

    /** A task in the reader's words. */
    record Row(TaskDesk.Line task, String what, String due) {}

    @GetMapping
    String show(
            @RequestParam(required = false) @Nullable String view,
            @RequestParam(name = "case", required = false) @Nullable String file,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model) {
        String reference = desk.reference(file);
        model.addAttribute("task", TaskForm.blank(me.id().toString(), reference));
        model.addAttribute("writing", reference != null);
        return page("centre".equals(view), me, locale, model);
    }

    @PostMapping
    String make(
            @ModelAttribute("task") TaskForm form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model,
            RedirectAttributes redirect) {
        Optional<LocalDate> day = form.day().filter(due -> due.isBefore(FARTHEST) && due.getYear() > 2000);
        if (form.words().isEmpty() || form.words().length() > TaskForm.LONGEST) {
            result.rejectValue("text", "tasks.text.missing");
        }
        if (day.isEmpty()) {
            result.rejectValue("due", "tasks.due.missing");
        }
        if (!result.hasErrors()) {
            Optional<TaskDesk.Problem> problem = desk.make(form, day.get(), me);
            if (problem.isEmpty()) {
                redirect.addFlashAttribute("notice", "tasks.made");
                return "redirect:/staff/tasks";
            }
            result.rejectValue(problem.get().field, problem.get().message);
        }
        model.addAttribute("hasErrors", true);
        model.addAttribute("writing", true);
        return page(false, me, locale, model);
    }

    @PostMapping("/{id}/done")
    String done(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String view,
            @AuthenticationPrincipal StaffMember me,
            RedirectAttributes redirect) {
        desk.done(id, me);
        redirect.addFlashAttribute("notice", "tasks.is-done");
        return back(view);
    }

    @PostMapping("/{id}/undone")
    String undone(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String view,
            @AuthenticationPrincipal StaffMember me,
            RedirectAttributes redirect) {
        desk.undone(id, me);
        redirect.addFlashAttribute("notice", "tasks.is-undone");
        return back(view);
    }

    private String page(boolean ofTheCentre, StaffMember me, Locale locale, Model model) {
        TaskDesk.Lists lists = desk.lists(ofTheCentre, me);
        boolean supervises = me.is(Role.CENTRE_MANAGER);
        model.addAttribute("open", rows(lists.open(), locale));
        model.addAttribute("done", rows(lists.done(), locale));
        model.addAttribute("full", lists.open().size() == TaskDesk.MOST);
        model.addAttribute("supervises", supervises);
        model.addAttribute("ofTheCentre", ofTheCentre && supervises);
        model.addAttribute("assignees", assignees(lists.colleagues(), me, locale));
        return "reintegration/team/tasks";
    }

    private List<Row> rows(List<TaskDesk.Line> lines, Locale locale) {
        return lines.stream()
                .map(line -> new Row(
                        line,
                        what(line, locale),
                        CentreTime.dayShort(CentreTime.day(line.dueAt(), line.zone()), locale) + ", "
                                + CentreTime.time(line.dueAt(), line.zone())))
                .toList();
    }

    private String what(TaskDesk.Line line, Locale locale) {
        String own = line.text();
        if (own != null) {
            return own;
        }
        String other = messages.getMessage("tasks.other", null, locale);
        return Objects.requireNonNull(messages.getMessage("cases.task." + line.kind(), null, other, locale));
    }

    private List<Choice> assignees(List<CaseWorkers.Colleague> colleagues, StaffMember me, Locale locale) {
        List<Choice> choices = new ArrayList<>();
        choices.add(Choice.of(
                TaskForm.SUPERVISORS, Objects.requireNonNull(messages.getMessage("tasks.supervisors", null, locale))));
        colleagues.stream()
                .map(one -> Choice.of(
                        one.id().toString(),
                        me.centres().size() > 1 ? one.name() + " (" + one.centreCode() + ")" : one.name()))
                .forEach(choices::add);
        return choices;
    }

    private static String back(@Nullable String view) {
        return "centre".equals(view) ? "redirect:/staff/tasks?view=centre" : "redirect:/staff/tasks";
    }
}
