package org.mrcportal.config;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.Role;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.StaffPage;
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
    private static final List<Area> AREAS = List.of(
            new Area("/staff", "accounts.navigation.board", RECEIVING),
            new Area("/staff/calendar", "counselling.calendar.heading", RECEIVING),
            new Area("/staff/queue", "accounts.navigation.queue", RECEIVING),
            new Area("/staff/waiting-list", "waiting.staff.navigation", RECEIVING),
            new Area("/staff/consultations", "accounts.navigation.consultations", RECEIVING),
            new Area("/staff/clients", "accounts.navigation.clients", RECEIVING),
            new Area("/staff/interpreting", "counselling.navigation.interpreting", RECEIVING, "/staff/interpreters"),
            new Area("/staff/messages", "accounts.navigation.messages", AT_A_CENTRE),
            new Area(
                    "/staff/data-requests",
                    "requests.navigation",
                    Set.of(Role.FRONT_DESK, Role.CENTRE_MANAGER, Role.DATA_PROTECTION_OFFICER)),
            new Area("/manage", "accounts.navigation.figures", Set.of(Role.CENTRE_MANAGER, Role.NETWORK_MANAGER)),
            new Area(
                    "/manage/complaints",
                    "complaints.staff.navigation",
                    Set.of(Role.CENTRE_MANAGER, Role.NETWORK_MANAGER)),
            new Area(
                    "/manage/feedback",
                    "counselling.navigation.feedback",
                    Set.of(Role.CENTRE_MANAGER, Role.NETWORK_MANAGER)),
            new Area("/manage/settings", "centres.settings.title", Set.of(Role.CENTRE_MANAGER)),
            new Area("/admin/trail", "accounts.navigation.trail", Set.of(Role.DATA_PROTECTION_OFFICER)),
            new Area("/admin", "accounts.navigation.accounts", Set.of(Role.ADMINISTRATOR)));

    private final MessageSource messages;

    StaffPageAdvice(MessageSource messages) {
        this.messages = messages;
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

    /** A link of the navigation. */
    record NavigationLink(String href, String label, boolean current) {}

    /** A language that the staff pages speak. */
    record StaffLanguage(String code, String name, boolean current) {}

    @ModelAttribute("me")
    @Nullable
    StaffMember me(@AuthenticationPrincipal @Nullable StaffMember me) {
        return me;
    }

    @ModelAttribute("navigation")
    @Nullable
    List<NavigationLink> navigation(
            @AuthenticationPrincipal @Nullable StaffMember me, HttpServletRequest request, Locale locale) {
        if (me == null) {
            return null;
        }
        List<Area> open = AREAS.stream()
                .filter(area -> area.roles().stream().anyMatch(me::is))
                .toList();
        Optional<Area> current = open.stream()
                .filter(area -> area.holds(request.getRequestURI()))
                .max(Comparator.comparingInt(area -> area.href().length()));
        return open.stream()
                .map(area -> new NavigationLink(
                        area.href(),
                        messages.getMessage(area.key(), null, locale),
                        current.filter(area::equals).isPresent()))
                .toList();
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
