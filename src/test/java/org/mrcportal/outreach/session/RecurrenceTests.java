package org.mrcportal.outreach.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreId;

class RecurrenceTests {

    @Test
    void aSeriesFollowsItsWeekday() {
        LocalDate tuesday = LocalDate.of(2026, 12, 8);
        assertThat(Recurrence.WEEKLY.days(tuesday, 3))
                .containsExactly(tuesday, LocalDate.of(2026, 12, 15), LocalDate.of(2026, 12, 22));
        assertThat(Recurrence.EVERY_TWO_WEEKS.days(tuesday, 3))
                .containsExactly(tuesday, LocalDate.of(2026, 12, 22), LocalDate.of(2027, 1, 5));
        assertThat(Recurrence.MONTHLY.days(tuesday, 3))
                .as("the second Tuesday of each month")
                .containsExactly(tuesday, LocalDate.of(2027, 1, 12), LocalDate.of(2027, 2, 9));
    }

    @Test
    void theFifthWeekdayOfAMonthIsItsLast() {
        assertThat(Recurrence.MONTHLY.days(LocalDate.of(2026, 12, 29), 4))
                .containsExactly(
                        LocalDate.of(2026, 12, 29),
                        LocalDate.of(2027, 1, 26),
                        LocalDate.of(2027, 2, 23),
                        LocalDate.of(2027, 3, 30));
    }

    @Test
    void aSeriesKeepsItsTimeByTheCentresClocksWhenTheyChange() {
        CentreCard centre = centre("Europe/Berlin");
        SessionForm form = form("2026-10-20", "14:00", "16:00");
        List<SessionPlan> plans = Recurrence.WEEKLY.days(LocalDate.of(2026, 10, 20), 2).stream()
                .map(day -> form.plan(centre, day))
                .toList();
        assertThat(plans.get(0).startsAt()).hasToString("2026-10-20T12:00:00Z");
        assertThat(plans.get(1).startsAt()).as("clocks went back").hasToString("2026-10-27T13:00:00Z");
        assertThat(plans.get(1).endsAt()).hasToString("2026-10-27T15:00:00Z");
    }

    @Test
    void aSessionUntilMidnightEndsWithTheDay() {
        SessionPlan plan = form("2026-12-31", "22:00", "24:00").plan(centre("Asia/Tashkent"));
        assertThat(plan.endsAt()).hasToString("2026-12-31T19:00:00Z");
    }

    static CentreCard centre(String zone) {
        return new CentreCard(
                CentreId.next(), "XYZ", "UZ", "UZ-TK", ZoneId.of(zone), "Centre", "City", null, null, null, null, null);
    }

    static SessionForm form(String day, String from, String until) {
        return new SessionForm(
                null,
                null,
                "XYZ",
                "LEGAL_WORK",
                null,
                "ALL",
                "uz",
                day,
                from,
                until,
                "CENTRE",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                true,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
