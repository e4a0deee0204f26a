package org.mrcportal.reintegration.team;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
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

/** What a member of staff has to do and has given to others, and, for those who supervise, what the centre has to do. */
@StaffPage
@RequestMapping("/staff/tasks")
class TaskController {

    private static final LocalDate FARTHEST = LocalDate.of(2100, 1, 1);

    private final TaskLists lists;
    private final TaskDesk desk;
    private final MessageSource messages;

    TaskController(TaskLists lists, TaskDesk desk, MessageSource messages) {
        this.lists = lists;
        this.desk = desk;
        this.messages = messages;
    }

    /** A task in the reader's words. */
    record Row(
            TaskLists.Line task,
            String what,
            String due,
            @Nullable String done) {}

    /** A view one can choose. */
    record Tab(String label, String href, boolean here) {}

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
        return page(TaskLists.View.of(view, me), me, locale, model);
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
        return page(TaskLists.View.MINE, me, locale, model);
    }

    @PostMapping("/{id}/done")
    String done(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String view,
            @AuthenticationPrincipal StaffMember me,
            RedirectAttributes redirect) {
        TaskDesk.Outcome outcome = desk.done(id, me);
        if (outcome == TaskDesk.Outcome.DECIDE) {
            return "redirect:/staff/tasks/{id}/decision";
        }
        redirect.addFlashAttribute("notice", outcome.message);
        return back(view, me);
    }

    @PostMapping("/{id}/undone")
    String undone(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String view,
            @AuthenticationPrincipal StaffMember me,
            RedirectAttributes redirect) {
        redirect.addFlashAttribute("notice", desk.undone(id, me).message);
        return back(view, me);
    }

    private String page(TaskLists.View view, StaffMember me, Locale locale, Model model) {
        TaskLists.Lists tasks = lists.lists(view, me);
        model.addAttribute("open", rows(tasks.open(), locale));
        model.addAttribute("done", rows(tasks.done(), locale));
        model.addAttribute("full", tasks.open().size() == TaskLists.MOST);
        model.addAttribute("view", view.word());
        model.addAttribute(
                "tabs",
                Arrays.stream(TaskLists.View.values())
                        .filter(one -> one != TaskLists.View.CENTRE || me.is(Role.CENTRE_MANAGER))
                        .map(one -> new Tab("tasks." + one.word(), address(one), one == view))
                        .toList());
        model.addAttribute("assignees", assignees(tasks.colleagues(), me, locale));
        return "reintegration/team/tasks";
    }

    private List<Row> rows(List<TaskLists.Line> lines, Locale locale) {
        return lines.stream()
                .map(line -> new Row(
                        line,
                        what(line, locale),
                        moment(line.dueAt(), line.zone(), locale),
                        line.doneAt() == null ? null : moment(line.doneAt(), line.zone(), locale)))
                .toList();
    }

    private static String moment(Instant at, ZoneId zone, Locale locale) {
        return CentreTime.dayShort(CentreTime.day(at, zone), locale) + ", " + CentreTime.time(at, zone);
    }

    private String what(TaskLists.Line line, Locale locale) {
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

    private static String back(@Nullable String view, StaffMember me) {
        return "redirect:" + address(TaskLists.View.of(view, me));
    }

    private static String address(TaskLists.View view) {
        return view == TaskLists.View.MINE ? "/staff/tasks" : "/staff/tasks?view=" + view.word();
    }
}
