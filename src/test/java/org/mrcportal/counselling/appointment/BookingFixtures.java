package org.mrcportal.counselling.appointment;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.mrcportal.TestDatabase;

/** A centre of a test's own, with counsellors who are there every day from nine to five, written as the owner. */
final class BookingFixtures {

    private static final SecureRandom RANDOM = new SecureRandom();

    private BookingFixtures() {}

    /** The centre and who works there. */
    record Desk(UUID centre, String code, List<UUID> counsellors) {}

    static Desk desk(int counsellors) {
        UUID centre = UUID.randomUUID();
        String code = RANDOM.ints(3, 'A', 'Z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        sql("""
                insert into centres.centre (id, code, country, region_code, zone, opened, position)
                values (?, ?, 'UZ', 'UZ-TK', 'Asia/Tashkent', '2024', 900)
                """, centre, code);
        sql(
                "insert into centres.centre_text (centre_id, language, name, city) values (?, 'en', ?, 'Town')",
                centre,
                "Centre " + code);
        sql("insert into centres.centre_service select ?, code from centres.service", centre);
        sql("insert into centres.centre_language select ?, unnest(array['uz','ru','tg','ky','en'])", centre);
        sql("insert into centres.opening_hours select ?, d, '09:00', '17:00' from generate_series(1, 7) d", centre);
        List<UUID> staff = new ArrayList<>();
        for (int number = 0; number < counsellors; number++) {
            staff.add(counsellor(centre, number % 2 == 0 ? "F" : "M"));
        }
        return new Desk(centre, code, staff);
    }

    static UUID counsellor(UUID centre, String sex) {
        UUID id = UUID.randomUUID();
        sql("""
                insert into accounts.staff (id, version, username, name, sex, password_hash, roles, language, enabled,
                                            demonstration, created_at)
                values (?, 0, ?, 'Counsellor', ?, '-', array['COUNSELLOR'], 'en', true, false, now())
                """, id, "c." + id, sex);
        sql("insert into accounts.staff_centre values (?, ?)", id, centre);
        sql(
                "insert into counselling.counsellor values (?, ?, ?, array['uz','ru','tg','ky','en'], true)",
                id,
                centre,
                sex);
        sql(
                "insert into counselling.working_hours select ?, ?, d, '09:00', '17:00' from generate_series(1, 7) d",
                id,
                centre);
        return id;
    }

    static byte[] randomBytes(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /** Runs a statement as the owner, whom no policy binds. */
    static int sql(String statement, Object... arguments) {
        Map<String, Object> database = TestDatabase.database("shared");
        try (Connection connection = DriverManager.getConnection(
                        (String) database.get("spring.datasource.url"),
                        (String) database.get("spring.datasource.username"),
                        (String) database.get("spring.datasource.password"));
                var prepared = connection.prepareStatement(statement)) {
            for (int index = 0; index < arguments.length; index++) {
                prepared.setObject(index + 1, arguments[index]);
            }
            return prepared.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
