package org.mrcportal.config;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.Role;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.accounts.Waiting;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.StaffPage;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Gives every staff page what its layout shows: who is signed in, where the person may go, the languages. */
@ControllerAdvice(annotations = StaffPage.class)
class StaffPageAdvice {

    private static final Set<Role> RECEIVING =
            Set.of(Role.FRONT_DESK, Role.COUNSELLOR, Role.CASE_WORKER, Role.CENTRE_MANAGER);
    private static final Set<Role> AT_A_CENTRE =
            Set.of(Role.FRONT_DESK, Role.COUNSELLOR, Role.CASE_WORKER, Role.OUTREACH_OFFICER, Role.CENTRE_MANAGER);
    private static final Set<Role> REACHING_OUT = Set.of(Role.FRONT_DESK, Role.OUTREACH_OFFICER, Role.CENTRE_MANAGER);
    private static final Set<Role> OUTREACH = Set.of(Role.OUTREACH_OFFICER, Role.CENTRE_MANAGER);
    private static final Set<Role> CASEWORK = Set.of(Role.CASE_WORKER, Role.CENTRE_MANAGER);
    private static final Set<Role> MANAGING = Set.of(Role.CENTRE_MANAGER, Role.NETWORK_MANAGER);

    private static final List<Group> GROUPS = List.of(
            new Group(
                    "accounts.navigation.board",
                    new Area("/staff", "accounts.navigation.day", RECEIVING),
                    new Area("/staff/calendar", "counselling.calendar.heading", RECEIVING, "/staff/appointments"),
                    new Area("/staff/queue", "accounts.navigation.queue", RECEIVING, "/staff/feedback-card"),
                    new Area("/staff/waiting-list", "waiting.staff.navigation", RECEIVING),
                    new Area(
                            "/staff/interpreting",
                            "counselling.navigation.interpreting",
                            RECEIVING,
                            "/staff/interpreters")),
            new Group(
                    "accounts.navigation.people",
                    new Area("/staff/clients", "accounts.navigation.clients", RECEIVING, "/staff/network"),
                    new Area("/staff/consultations", "accounts.navigation.consultations", RECEIVING),
                    new Area(
                            "/staff/data-requests",
                            "requests.navigation",
                            Set.of(Role.FRONT_DESK, Role.CENTRE_MANAGER, Role.DATA_PROTECTION_OFFICER)),
                    new Area(
                            "/staff/access-requests",
                            "clients.access.title",
                            Set.of(Role.COUNSELLOR, Role.CASE_WORKER, Role.CENTRE_MANAGER))),
            new Group(
                    "accounts.navigation.cases",
                    new Area("/staff/cases", "cases.list.title", CASEWORK),
                    new Area("/staff/tasks", "tasks.title", CASEWORK),
                    new Area("/staff/cases/supervision", "supervision.title", CASEWORK, "/staff/cases/handover"),
                    new Area("/staff/cases/cover", "cover.title", CASEWORK),
                    new Area("/staff/referrals", "referral.staff.title", CASEWORK),
                    new Area("/staff/transfers", "transfer.navigation", CASEWORK),
                    new Area(
                            "/staff/partners",
                            "partners.navigation",
                            Set.of(Role.CASE_WORKER, Role.CENTRE_MANAGER, Role.COUNSELLOR)),
                    new Area("/staff/approvals", "cases.approvals", CASEWORK),
                    new Area("/staff/funds", "cases.funds", CASEWORK),
                    new Area("/staff/follow-ups", "followups.navigation", CASEWORK),
                    new Area("/staff/courses", "courses.navigation", CASEWORK),
                    new Area(
                            "/staff/emergency-access",
                            "glass.title",
                            Set.of(Role.CASE_WORKER, Role.CENTRE_MANAGER, Role.COUNSELLOR))),
            new Group(
                    "accounts.navigation.outreach",
                    new Area("/staff/sessions", "sessions.staff.navigation", REACHING_OUT),
                    new Area("/staff/check-in", "outreach.attendance.navigation", REACHING_OUT),
                    new Area("/staff/campaigns", "outreach.navigation.campaigns", OUTREACH),
                    new Area("/staff/codes", "codes.title", OUTREACH),
                    new Area("/staff/visits", "visits.navigation", OUTREACH),
                    new Area("/staff/leaders", "leaders.navigation", OUTREACH),
                    new Area("/staff/institutions", "institutions.navigation", OUTREACH),
                    new Area(
                            "/staff/coverage",
                            "coverage.navigation",
                            Set.of(Role.OUTREACH_OFFICER, Role.CENTRE_MANAGER, Role.NETWORK_MANAGER))),
            new Group(
                    "accounts.navigation.messages",
                    new Area("/staff/messages", "accounts.navigation.messages", AT_A_CENTRE)),
            new Group(
                    "accounts.navigation.figures",
                    new Area("/manage", "accounts.navigation.figures", MANAGING),
                    new Area("/manage/outreach", "reporting.outreach.title", MANAGING),
                    new Area("/manage/cases", "reporting.cases.title", MANAGING),
                    new Area("/manage/queue", "counselling.waits.title", MANAGING),
                    new Area("/manage/feedback", "counselling.navigation.feedback", MANAGING),
                    new Area("/manage/complaints", "complaints.staff.navigation", MANAGING)),
            new Group(
                    "centres.settings.title",
                    new Area("/manage/settings", "centres.settings.title", Set.of(Role.CENTRE_MANAGER))),
            new Group(
                    "accounts.navigation.trail",
                    new Area("/admin/trail", "accounts.navigation.trail", Set.of(Role.DATA_PROTECTION_OFFICER)),
                    new Area("/admin/glass", "glass.admin.title", Set.of(Role.DATA_PROTECTION_OFFICER))),
            new Group(
                    "accounts.navigation.accounts",
                    new Area("/admin", "accounts.navigation.accounts", Set.of(Role.ADMINISTRATOR))));

    private final MessageSource messages;
    private final ObjectProvider<Waiting> waiting;

    StaffPageAdvice(MessageSource messages, ObjectProvider<Waiting> waiting) {
        this.messages = messages;
        this.waiting = waiting;
    }

    /** {@code beside} is another address that belongs to it, or null. */
    private record Area(
            String href,
            String key,
            Set<Role> roles,
            @Nullable String beside) {

        Area(String href, String key, Set<Role> roles) {
            this(href, key, roles, null);
        }

        boolean holds(String path) {
            return isAt(path, href) || beside != null && isAt(path, beside);
        }

        private static boolean isAt(String path, String address) {
            return path.equals(address) || path.startsWith(address + "/");
        }
    }

    /** Areas that are worked in by turns. */
    private record Group(String key, List<Area> areas) {

        Group(String key, Area... areas) {
            this(key, List.of(areas));
        }

        List<Area> openTo(StaffMember me) {
            return areas.stream()
                    .filter(area -> area.roles().stream().anyMatch(me::is))
                    .toList();
        }
    }

    /** A link of the navigation. */
    record NavigationLink(String href, String label, boolean current) {}

    /**
     * Where the person may go.
     *
     * @param groups one link each, to its first area
     * @param areas of the group the page belongs to; empty where it has but one
     */
    record Navigation(List<NavigationLink> groups, List<NavigationLink> areas) {}

    /** A language that the staff pages speak. */
    record StaffLanguage(String code, String name, boolean current) {}

    @ModelAttribute("me")
    @Nullable
    StaffMember me(@AuthenticationPrincipal @Nullable StaffMember me) {
        return me;
    }

    @ModelAttribute("navigation")
    @Nullable
    Navigation navigation(
            @AuthenticationPrincipal @Nullable StaffMember me, HttpServletRequest request, Locale locale) {
        if (me == null) {
            return null;
        }
        Optional<Area> current = GROUPS.stream()
                .flatMap(group -> group.openTo(me).stream())
                .filter(area -> area.holds(request.getRequestURI()))
                .max(Comparator.comparingInt(area -> area.href().length()));
        Map<String, Integer> counts = counts(me);
        List<NavigationLink> groups = new ArrayList<>();
        List<NavigationLink> areas = List.of();
        for (Group group : GROUPS) {
            List<Area> open = group.openTo(me);
            boolean here = current.filter(open::contains).isPresent();
            if (!open.isEmpty()) {
                int count = open.stream()
                        .mapToInt(area -> counts.getOrDefault(area.href(), 0))
                        .sum();
                groups.add(link(open.getFirst().href(), group.key(), here, count, locale));
            }
            if (here && open.size() > 1) {
                areas = open.stream()
                        .map(area -> link(
                                area.href(),
                                area.key(),
                                current.filter(area::equals).isPresent(),
                                counts.getOrDefault(area.href(), 0),
                                locale))
                        .toList();
            }
        }
        return new Navigation(groups, areas);
    }

    /** How much waits on a page, by its address. */
    private Map<String, Integer> counts(StaffMember me) {
        return waiting.stream().collect(Collectors.toMap(Waiting::page, things -> things.forPerson(me)));
    }

    private NavigationLink link(String href, String key, boolean current, int count, Locale locale) {
        String name = messages.getMessage(key, null, locale);
        return new NavigationLink(href, count == 0 ? name : name + " (" + count + ")", current);
    }

    /** Where the language switch comes back to. */
    @ModelAttribute("currentPath")
    String currentPath(HttpServletRequest request) {
        boolean forwarded = request.getAttribute(RequestDispatcher.FORWARD_REQUEST_URI) != null;
        if (forwarded) {
            return "/sign-in";
        }
        String query = request.getQueryString();
        return request.getRequestURI() + (query == null ? "" : "?" + query);
    }

    @ModelAttribute("languages")
    List<StaffLanguage> languages(Locale locale) {
        return Arrays.stream(Language.values())
                .filter(Language::forStaff)
                .map(l -> new StaffLanguage(l.code(), l.nativeName(), l == Language.of(locale)))
                .toList();
    }
}
