package org.mrcportal.counselling.appointment;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.Role;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.counselling.availability.FreeTime;
import org.springframework.ui.Model;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;

/** Puts free times into a page's model, as {@code counselling/appointment/times.html} shows them. */
public final class TimePage {

    private TimePage() {}

    /**
     * Shows the days from the wished one.
     *
     * @param problem key of what is wrong with the choice, or null
     * @param arguments of the problem
     */
    public static FreeDays show(
            Model model,
            CentreCard centre,
            List<FreeTime> free,
            TimeForm choice,
            @Nullable LocalDate from,
            @Nullable String problem,
            Locale locale,
            Object... arguments) {
        FreeDays days = FreeDays.of(free, from, centre.zone(), locale);
        BindingResult result = new BeanPropertyBindingResult(choice, "choice");
        if (problem != null) {
            result.rejectValue("time", problem, arguments, null);
            model.addAttribute("hasErrors", true);
        }
        model.addAttribute("choice", choice);
        model.addAttribute(BindingResult.MODEL_KEY_PREFIX + "choice", result);
        model.addAttribute("times", days);
        model.addAttribute("centre", centre);
        model.addAttribute("zone", CentreTime.zoneName(centre.zone(), locale));
        return days;
    }

    /** Tells staff that the person has as many bookings as the centre allows, and asks whoever may decide it. */
    public static void limit(Model model, TooManyBookings reached, StaffMember me) {
        model.addAttribute("hasErrors", true);
        model.addAttribute("limit", "counselling.desk.limit." + reached.span());
        model.addAttribute("most", reached.most());
        model.addAttribute("mayPass", mayPass(me));
    }

    /**
     * Whether the limit is knowingly passed.
     *
     * @param allTheSame ticked, by somebody who was asked
     */
    public static boolean passes(StaffMember me, @Nullable String allTheSame) {
        return allTheSame != null && mayPass(me);
    }

    private static boolean mayPass(StaffMember me) {
        return me.is(Role.FRONT_DESK) || me.is(Role.CENTRE_MANAGER);
    }

    /** The day a person wants to see first: the one asked for, or that of the time chosen before. */
    public static @Nullable LocalDate from(@Nullable String day, TimeForm choice, CentreCard centre) {
        LocalDate chosen = choice.start()
                .map(start -> CentreTime.day(start, centre.zone()))
                .orElse(null);
        try {
            return day == null || day.length() != 10 ? chosen : LocalDate.parse(day);
        } catch (DateTimeParseException e) {
            return chosen;
        }
    }

    static @Nullable LocalDate dayOf(@Nullable Instant moment, CentreCard centre) {
        return moment == null ? null : CentreTime.day(moment, centre.zone());
    }
}
