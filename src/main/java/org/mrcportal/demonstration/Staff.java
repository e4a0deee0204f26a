package org.mrcportal.demonstration;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.Role;

/** The invented staff: every role, the roles of a centre in each centre, women and men of different languages. */
final class Staff {

    static final String PASSWORD = "demonstration";

    /** A stretch of each working day. */
    record Hours(LocalTime starts, LocalTime ends) {}

    private static final List<Hours> FULL_TIME = List.of(
            new Hours(LocalTime.of(9, 0), LocalTime.of(13, 0)), new Hours(LocalTime.of(14, 0), LocalTime.of(18, 0)));
    private static final List<Hours> PART_TIME = List.of(
            new Hours(LocalTime.of(10, 0), LocalTime.of(13, 0)), new Hours(LocalTime.of(14, 0), LocalTime.of(16, 0)));

    private final List<Colleague> colleagues = new ArrayList<>();
    private final Draw draw;
    private final Instant hired;

    /** @param counsellors how many each centre has: three, or more where a very large year is to be filled */
    Staff(Draw draw, Instant hired, int counsellors) {
        this.draw = draw;
        this.hired = hired;
        add("network-manager", "Nargiza Namunaliyeva", "F", Role.NETWORK_MANAGER, null, "en");
        add("data-protection-officer", "Ислом Намунаев", "M", Role.DATA_PROTECTION_OFFICER, null, "en");
        add("administrator", "Пётр Примеров", "M", Role.ADMINISTRATOR, null, "en");

        var tashkent = DemonstrationCentre.TASHKENT;
        add("front-desk", "Zilola Sinovova", "F", Role.FRONT_DESK, tashkent, "en");
        counsellor(1, "Malika Xayolova", "F", tashkent, "en", List.of("uz", "ru", "en"), false);
        counsellor(2, "Жасур Мисолов", "M", tashkent, "ru", List.of("uz", "ru", "tg"), false);
        counsellor(3, "Gʻulom Farazov", "M", tashkent, "uz", List.of("uz", "ru"), true);
        add("case-worker", "Dilnoza Tajribayeva", "F", Role.CASE_WORKER, tashkent, "en");
        add("outreach-officer", "Shuhrat Mashqov", "M", Role.OUTREACH_OFFICER, tashkent, "en");
        add("centre-manager", "Oʻgʻiloy Ertakova", "F", Role.CENTRE_MANAGER, tashkent, "en");

        var dushanbe = DemonstrationCentre.DUSHANBE;
        add("front-desk", "Парвина Мисолзода", "F", Role.FRONT_DESK, dushanbe, "en");
        counsellor(1, "Фаррух Хаёлзода", "M", dushanbe, "en", List.of("tg", "ru", "en"), false);
        counsellor(2, "Ҷамила Озмоишова", "F", dushanbe, "ru", List.of("tg", "ru", "uz"), false);
        counsellor(3, "Меҳрангез Афсоназода", "F", dushanbe, "ru", List.of("tg", "ru"), true);
        add("case-worker", "Сӯҳроб Тахминзода", "M", Role.CASE_WORKER, dushanbe, "en");
        add("outreach-officer", "Гулрӯ Санҷишова", "F", Role.OUTREACH_OFFICER, dushanbe, "en");
        add("centre-manager", "Ғайрат Тасаввурзода", "M", Role.CENTRE_MANAGER, dushanbe, "en");

        var osh = DemonstrationCentre.OSH;
        add("front-desk", "Айжамал Үлгүбаева", "F", Role.FRONT_DESK, osh, "en");
        counsellor(1, "Гүлнара Кыялова", "F", osh, "en", List.of("ky", "ru", "en"), false);
        counsellor(2, "Өмүрбек Жомоков", "M", osh, "ru", List.of("ky", "ru", "uz"), false);
        counsellor(3, "Odil Timsolov", "M", osh, "uz", List.of("uz", "ru", "ky"), true);
        add("case-worker", "Бактыгүл Сыноова", "F", Role.CASE_WORKER, osh, "en");
        add("outreach-officer", "Нурлан Элесов", "M", Role.OUTREACH_OFFICER, osh, "en");
        add("centre-manager", "Тынчтык Мисалов", "M", Role.CENTRE_MANAGER, osh, "en");

        add("case-worker-2", "Sanjar Sinovchiyev", "M", Role.CASE_WORKER, tashkent, "uz");
        add("case-worker-2", "Нигора Намунаева", "F", Role.CASE_WORKER, dushanbe, "ru");
        add("case-worker-2", "Азамат Үлгүбаев", "M", Role.CASE_WORKER, osh, "ru");

        for (var centre : DemonstrationCentre.ALL) {
            for (int number = 4; number <= counsellors; number++) {
                String name = (number % 2 == 0 ? "Namuna Namunayeva " : "Namunali Namunayev ") + number;
                counsellor(
                        number,
                        name,
                        number % 2 == 0 ? "F" : "M",
                        centre,
                        "en",
                        centre.languages().subList(0, 2),
                        false);
            }
        }
    }

    private void add(
            String job, String name, String sex, Role role, @Nullable DemonstrationCentre centre, String language) {
        colleagues.add(colleague(job, name, sex, role, centre, language, List.of(), false));
    }

    private void counsellor(
            int number,
            String name,
            String sex,
            DemonstrationCentre centre,
            String language,
            List<String> talks,
            boolean partTime) {
        String job = number == 1 ? "counsellor" : "counsellor-" + number;
        colleagues.add(colleague(job, name, sex, Role.COUNSELLOR, centre, language, talks, partTime));
    }

    private Colleague colleague(
            String job,
            String name,
            String sex,
            Role role,
            @Nullable DemonstrationCentre centre,
            String language,
            List<String> talks,
            boolean partTime) {
        String username = centre == null ? job : job + "." + centre.code().toLowerCase(Locale.ROOT);
        return new Colleague(draw.id(hired), username, name, sex, role, centre, language, talks, partTime);
    }

    static List<Hours> hours(Colleague counsellor) {
        return counsellor.partTime() ? PART_TIME : FULL_TIME;
    }

    List<Colleague> all() {
        return List.copyOf(colleagues);
    }

    List<Colleague> counsellorsOf(DemonstrationCentre centre) {
        return colleagues.stream()
                .filter(one -> one.role() == Role.COUNSELLOR && centre.equals(one.centre()))
                .toList();
    }

    List<Colleague> caseWorkersOf(DemonstrationCentre centre) {
        return colleagues.stream()
                .filter(one -> one.role() == Role.CASE_WORKER && centre.equals(one.centre()))
                .toList();
    }

    Colleague managerOf(DemonstrationCentre centre) {
        return colleagues.stream()
                .filter(one -> one.role() == Role.CENTRE_MANAGER && centre.equals(one.centre()))
                .findFirst()
                .orElseThrow();
    }

    Colleague outreachOfficerOf(DemonstrationCentre centre) {
        return colleagues.stream()
                .filter(one -> one.role() == Role.OUTREACH_OFFICER && centre.equals(one.centre()))
                .findFirst()
                .orElseThrow();
    }

    void write(Connection connection, String passwordHash) throws SQLException {
        var staff = new Rows(
                connection,
                "accounts.staff",
                "id, version, username, name, sex, password_hash, roles, language, enabled, demonstration, created_at");
        var places = new Rows(connection, "accounts.staff_centre", "staff_id, centre_id");
        var counsellors = new Rows(connection, "counselling.counsellor", "staff_id, centre_id, sex, languages, active");
        var hours = new Rows(connection, "counselling.working_hours", "staff_id, centre_id, weekday, starts, ends");
        for (Colleague one : colleagues) {
            staff.add(
                    one.id(),
                    0L,
                    one.username(),
                    one.name(),
                    one.sex(),
                    passwordHash,
                    List.of(one.role().name()),
                    one.language(),
                    true,
                    true,
                    hired);
            var centre = one.centre();
            if (centre == null) {
                continue;
            }
            places.add(one.id(), centre.id());
            if (one.role() == Role.COUNSELLOR) {
                counsellors.add(one.id(), centre.id(), one.sex(), one.talks(), true);
                for (int weekday = 1; weekday <= 5; weekday++) {
                    for (Hours part : hours(one)) {
                        hours.add(one.id(), centre.id(), weekday, part.starts(), part.ends());
                    }
                }
            }
        }
        staff.flush();
        places.flush();
        counsellors.flush();
        hours.flush();
    }
}
