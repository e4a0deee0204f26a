package org.mrcportal.outreach.reachimport;

import com.ibm.icu.text.NumberFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.outreach.CampaignId;
import org.mrcportal.outreach.Measure;
import org.mrcportal.outreach.OutreachLabels;
import org.mrcportal.outreach.Platform;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.StaffPage;
import org.springframework.context.MessageSource;
import org.springframework.dao.DataIntegrityViolationException;
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

/** The pages on which an export is read in. */
@StaffPage
@RequestMapping("/staff/campaigns/{campaign}")
class ImportController {

    private static final int SAMPLE = 3;

    private final ImportDesk desk;
    private final OutreachLabels labels;
    private final MessageSource messages;

    ImportController(ImportDesk desk, OutreachLabels labels, MessageSource messages) {
        this.desk = desk;
        this.labels = labels;
        this.messages = messages;
    }

    @GetMapping("/import")
    String ask(@PathVariable CampaignId campaign, Locale locale, Model model) {
        model.addAttribute("upload", UploadForm.blank());
        return upload(desk.campaign(campaign), locale, model);
    }

    @PostMapping("/import")
    String take(
            @PathVariable CampaignId campaign,
            @ModelAttribute("upload") UploadForm form,
            BindingResult result,
            @AuthenticationPrincipal StaffMember me,
            Locale locale,
            Model model)
            throws IOException {
        form.check(result);
        if (!result.hasErrors()) {
            try {
                return "redirect:/staff/campaigns/{campaign}/imports/" + taken(campaign, form, me);
            } catch (FileRefused refused) {
                result.rejectValue(
                        "file",
                        refused.row() == null
                                ? "outreach.import.refused." + refused.reason()
                                : "outreach.import.refused.in-row",
                        new Object[] {
                            messages.getMessage("outreach.import.refused." + refused.reason(), null, locale),
                            String.valueOf(refused.row())
                        },
                        "");
            }
        }
        return upload(desk.campaign(campaign), locale, model.addAttribute("hasErrors", true));
    }

    private ReachImportId taken(CampaignId campaign, UploadForm form, StaffMember me) throws IOException {
        byte[] file = Objects.requireNonNull(form.file()).getBytes();
        Platform platform = form.where().orElseThrow();
        try {
            return desk.take(campaign, platform, form.key(), file, me);
        } catch (DataIntegrityViolationException twice) {
            return desk.take(campaign, platform, form.key(), file, me);
        }
    }

    private String upload(ImportDesk.Into into, Locale locale, Model model) {
        model.addAttribute("into", into);
        model.addAttribute(
                "platforms",
                Arrays.stream(Platform.values())
                        .map(platform -> Choice.of(platform.name(), labels.platform(platform, locale)))
                        .toList());
        model.addAttribute("back", "/staff/campaigns/" + into.id());
        return "outreach/reachimport/upload";
    }

    @GetMapping("/imports/{id}")
    String open(
            @PathVariable CampaignId campaign,
            @PathVariable ReachImportId id,
            @RequestParam(required = false) @Nullable String columns,
            Locale locale,
            Model model) {
        var looked = desk.look(campaign, id);
        var export = looked.export();
        if (export.state() == ImportDesk.State.DONE) {
            model.addAttribute("export", export);
            model.addAttribute("back", "/staff/campaigns/" + campaign);
            return "outreach/reachimport/done";
        }
        if (looked.preview() == null || columns != null) {
            model.addAttribute("match", MatchForm.of(export.match()));
            return columns(export, export.match().fields(), locale, model);
        }
        return preview(export, looked.preview(), locale, model);
    }

    @PostMapping("/imports/{id}/match")
    String match(
            @PathVariable CampaignId campaign,
            @PathVariable ReachImportId id,
            @ModelAttribute("match") MatchForm form,
            BindingResult result,
            Locale locale,
            Model model) {
        var export = desk.find(campaign, id);
        int columns = export.headings().written().size();
        form.check(result, export.platform(), columns, export.into().today());
        if (result.hasErrors()) {
            return columns(export, form.codes(columns), locale, model.addAttribute("hasErrors", true));
        }
        ColumnMatch match = form.match(columns);
        desk.match(export.matched(match), match);
        return "redirect:/staff/campaigns/{campaign}/imports/{id}";
    }

    @PostMapping("/imports/{id}/confirm")
    String confirm(
            @PathVariable CampaignId campaign,
            @PathVariable ReachImportId id,
            @AuthenticationPrincipal StaffMember me,
            RedirectAttributes redirect) {
        boolean done = desk.confirm(desk.find(campaign, id), me);
        if (done) {
            redirect.addFlashAttribute("notice", "outreach.import.done");
        }
        return "redirect:/staff/campaigns/{campaign}/imports/{id}";
    }

    @PostMapping("/imports/{id}/discard")
    String discard(@PathVariable CampaignId campaign, @PathVariable ReachImportId id, RedirectAttributes redirect) {
        desk.discard(desk.find(campaign, id));
        redirect.addFlashAttribute("notice", "outreach.import.discarded");
        return "redirect:/staff/campaigns/{campaign}";
    }

    /** A column with what stands first in it. */
    record Column(int number, String heading, String sample, String chosen) {}

    private String columns(ImportDesk.Export export, List<String> chosen, Locale locale, Model model) {
        List<List<String>> sample = desk.sample(export.id(), SAMPLE);
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < export.headings().written().size(); i++) {
            int column = i;
            columns.add(new Column(
                    i,
                    heading(export, i),
                    String.join(
                            " · ",
                            sample.stream()
                                    .filter(cells -> column < cells.size())
                                    .map(cells -> beginning(cells.get(column)))
                                    .filter(cell -> !cell.isBlank())
                                    .toList()),
                    i < chosen.size() ? chosen.get(i) : ""));
        }
        model.addAttribute("export", export);
        model.addAttribute("columns", columns);
        model.addAttribute(
                "fieldChoices",
                Arrays.stream(Field.values())
                        .filter(field -> field.existsOn(export.platform()))
                        .map(field -> Choice.of(field.name(), label(field, locale)))
                        .toList());
        model.addAttribute(
                "currencies",
                MatchForm.CURRENCIES.stream().map(code -> Choice.of(code, code)).toList());
        model.addAttribute(
                "orders",
                List.of(
                        Choice.of("MONTH", messages.getMessage("outreach.import.order.MONTH", null, locale)),
                        Choice.of("DAY", messages.getMessage("outreach.import.order.DAY", null, locale))));
        model.addAttribute("platform", labels.platform(export.platform(), locale));
        model.addAttribute("back", "/staff/campaigns/" + export.into().id());
        return "outreach/reachimport/columns";
    }

    /** A row that is refused, in the reader's words. */
    record RefusedLine(int number, String reason, @Nullable String column) {}

    /** A row that is read, in the reader's words. */
    record ShownLine(int number, String outcome, String post, String takenOn, List<String> figures, boolean fell) {}

    private String preview(ImportDesk.Export export, Outcomes.Preview preview, Locale locale, Model model) {
        NumberFormat numbers = NumberFormat.getIntegerInstance(locale);
        model.addAttribute("export", export);
        model.addAttribute("counts", preview.counts());
        model.addAttribute(
                "refused",
                preview.refused().stream()
                        .map(row -> new RefusedLine(
                                row.number(),
                                messages.getMessage(
                                        "outreach.import.problem." + row.problem(),
                                        row.repeats() == null ? null : new Object[] {String.valueOf(row.repeats())},
                                        locale),
                                row.column() == null ? null : heading(export, row.column())))
                        .toList());
        model.addAttribute(
                "rows",
                preview.rows().stream()
                        .map(row -> new ShownLine(
                                row.number(),
                                row.outcome(),
                                beginning(row.post()),
                                CentreTime.date(row.takenOn(), locale),
                                row.figures().stream()
                                        .map(figure -> figure == null ? "–" : numbers.format(figure))
                                        .toList(),
                                row.fell()))
                        .toList());
        model.addAttribute(
                "measures",
                Arrays.stream(Measure.values())
                        .map(measure -> labels.measure(measure, locale))
                        .toList());
        model.addAttribute("platform", labels.platform(export.platform(), locale));
        model.addAttribute("back", "/staff/campaigns/" + export.into().id());
        return "outreach/reachimport/preview";
    }

    private String label(Field field, Locale locale) {
        return field.measure()
                .map(measure -> labels.measure(measure, locale))
                .orElseGet(() -> messages.getMessage("outreach.import.field." + field, null, locale));
    }

    /** As it stands in the file, else the letters a spreadsheet gives the column. */
    private static String heading(ImportDesk.Export export, int column) {
        List<String> written = export.headings().written();
        if (column < written.size() && !written.get(column).isBlank()) {
            return beginning(written.get(column));
        }
        return column < 26
                ? String.valueOf((char) ('A' + column))
                : "" + (char) ('A' + column / 26 - 1) + (char) ('A' + column % 26);
    }

    private static String beginning(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.length() <= 60 ? line : line.substring(0, 59) + "…";
    }
}
