package org.mrcportal.demonstration;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.mrcportal.clients.ClientImport;
import org.mrcportal.counselling.BookingProofs;
import org.mrcportal.shared.Scope;
import org.mrcportal.shared.Seal;
import org.mrcportal.shared.SecretLinks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Fills an empty database when the portal starts: all of it or nothing, in one transaction, by one node. It does so where
 * {@code portal.demonstration} asks for it; left unsaid, only the embedded database is filled.
 */
@Component
class Demonstration implements SmartInitializingSingleton, ApplicationRunner {

    static final String WANTED = "${portal.demonstration:${portal.database.embedded:false}}";

    private static final Logger LOG = LoggerFactory.getLogger(Demonstration.class);

    private static final long SEED = 20_250_826;

    /** A centre's counsellors have room for so many visits in a year of all centres together. */
    private static final int COUNSELLOR_A_YEAR = 4_000;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final PasswordEncoder passwords;
    private final Clock clock;
    private final ClientImport clients;
    private final BookingProofs proofs;
    private final SecretLinks links;
    private final Seal seal;
    private final AfterTheVisit afterTheVisit;
    private final OpenMatters openMatters;
    private final FieldYear fieldYear;
    private final boolean wanted;
    private final int consultations;

    Demonstration(
            JdbcTemplate jdbc,
            PlatformTransactionManager transactions,
            PasswordEncoder passwords,
            Clock clock,
            ClientImport clients,
            BookingProofs proofs,
            SecretLinks links,
            Seal seal,
            AfterTheVisit afterTheVisit,
            OpenMatters openMatters,
            FieldYear fieldYear,
            @Value(WANTED) boolean wanted,
            @Value("${portal.demonstration.consultations:5000}") int consultations) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.passwords = passwords;
        this.clock = clock;
        this.clients = clients;
        this.proofs = proofs;
        this.links = links;
        this.seal = seal;
        this.afterTheVisit = afterTheVisit;
        this.openMatters = openMatters;
        this.fieldYear = fieldYear;
        this.wanted = wanted;
        this.consultations = consultations;
    }

    /** Before the first request is answered, so that nobody sees half of it. */
    @Override
    public void afterSingletonsInstantiated() {
        long start = System.nanoTime();
        if (wanted && load()) {
            LOG.info(
                    "Demonstration data with {} consultations are in after {} seconds.",
                    consultations,
                    (System.nanoTime() - start) / 1_000_000_000);
        }
    }

    /** @return whether there was anything to do */
    boolean load() {
        var centres =
                DemonstrationCentre.ALL.stream().map(DemonstrationCentre::id).toList();
        return Boolean.TRUE.equals(Scope.of(centres)
                .readByPortal()
                .call(() ->
                        transaction.execute(status -> jdbc.execute((ConnectionCallback<Boolean>) this::fillIfEmpty))));
    }

    private boolean fillIfEmpty(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("select pg_advisory_xact_lock(hashtext('portal.demonstration'))");
            try (var found = statement.executeQuery("select exists (select from centres.centre)")) {
                found.next();
                if (found.getBoolean(1)) {
                    return false;
                }
            }
        }
        fill(connection, clock.instant());
        return true;
    }

    private void fill(Connection connection, Instant now) throws SQLException {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        new CentreRows(connection).write(today);
        new CentreWays(connection).write();
        Staff staff = new Staff(
                new Draw(SEED),
                today.minusDays(420).atTime(4, 0).toInstant(ZoneOffset.UTC),
                Math.max(3, consultations / COUNSELLOR_A_YEAR));
        staff.write(connection, Objects.requireNonNull(passwords.encode(Staff.PASSWORD)));
        Map<String, Integer> minutes = new HashMap<>();
        jdbc.query("select code, minutes from centres.service", row -> {
            minutes.put(row.getString("code"), row.getInt("minutes"));
        });
        YearRows rows = new YearRows(connection, clients, proofs, new Draw(SEED + 1), consultations);
        int left = consultations;
        for (var centre : DemonstrationCentre.ALL) {
            int share = centre.equals(DemonstrationCentre.ALL.getLast())
                    ? left
                    : (int) Math.round(consultations * centre.share());
            left -= share;
            new CentreYear(
                            centre,
                            staff.counsellorsOf(centre),
                            minutes,
                            share,
                            now,
                            rows,
                            new Draw(SEED + centre.code().hashCode()))
                    .write();
            new QueueDay(
                            connection,
                            centre,
                            staff.counsellorsOf(centre).getFirst(),
                            links,
                            new Draw(SEED + 3 + centre.code().hashCode()),
                            now)
                    .write();
            new SessionYear(
                            connection,
                            centre,
                            new Draw(SEED + 202 + centre.code().hashCode()),
                            now)
                    .write();
            new KnowledgeYear(
                            connection,
                            centre,
                            new Draw(SEED + 240 + centre.code().hashCode()))
                    .write();
            new SessionGuests(
                            connection,
                            centre,
                            links,
                            seal,
                            new Draw(SEED + 210 + centre.code().hashCode()),
                            now)
                    .write();
            new OpenQuestions(connection, now).leaveAt(centre);
            new CampaignYear(
                            connection,
                            centre,
                            staff.outreachOfficerOf(centre).id(),
                            new Draw(SEED + 220 + centre.code().hashCode()),
                            now)
                    .write();
            new AttendanceYear(
                            connection,
                            centre,
                            seal,
                            new Draw(SEED + 215 + centre.code().hashCode()),
                            now)
                    .write();
            afterTheVisit.write(centre, now, new Draw(SEED - centre.code().hashCode()));
            fieldYear.write(
                    centre,
                    staff.outreachOfficerOf(centre),
                    now,
                    new Draw(SEED + 230 + centre.code().hashCode()));
            new CaseYear(
                            connection,
                            centre,
                            staff.caseWorkersOf(centre),
                            staff.counsellorsOf(centre).getFirst(),
                            seal,
                            new Draw(SEED + 263 + centre.code().hashCode()),
                            now)
                    .write();
            new ReferralYear(
                            connection,
                            centre,
                            staff.caseWorkersOf(centre).getFirst(),
                            links,
                            seal,
                            new Draw(SEED + 284 + centre.code().hashCode()),
                            now)
                    .write();
            new AssessmentYear(connection, centre, now).write();
            new TeamDays(
                            connection,
                            centre,
                            staff.caseWorkersOf(centre),
                            staff.managerOf(centre),
                            staff.counsellorsOf(centre).getLast(),
                            seal,
                            new Draw(SEED + 268 + centre.code().hashCode()),
                            now)
                    .write();
            new PlanYear(
                            connection,
                            centre,
                            staff.caseWorkersOf(centre),
                            new Draw(SEED + 278 + centre.code().hashCode()),
                            now)
                    .write();
            new FollowYear(
                            connection,
                            centre,
                            new Draw(SEED + 290 + centre.code().hashCode()),
                            now)
                    .write();
            new CourseYear(
                            connection,
                            centre,
                            new Draw(SEED + 292 + centre.code().hashCode()),
                            now)
                    .write();
            new EvidenceYear(
                            connection,
                            centre,
                            new Draw(SEED + 320 + centre.code().hashCode()))
                    .write();
            new MistakeDays(
                            connection,
                            centre,
                            seal,
                            new Draw(SEED + 356 + centre.code().hashCode()))
                    .write();
            new PlanDays(connection, centre, now).write();
        }
        new TransferDays(connection, seal, new Draw(SEED + 325), now).write(DemonstrationCentre.ALL);
        openMatters.write(
                connection, staff.counsellorsOf(DemonstrationCentre.TASHKENT).getFirst(), now, new Draw(SEED + 2));
        new KnownTwice(clients, new Draw(SEED + 170), now).write();
        new CentreSettings(connection).write(today);
        new MessageDays(connection).write(now);
    }

    /** Says at every start who can sign in, as long as demonstration accounts are enabled. */
    @Override
    public void run(ApplicationArguments arguments) {
        List<String> names = jdbc.query(
                "select username from accounts.staff where demonstration and enabled order by username",
                (row, number) -> row.getString(1));
        if (!names.isEmpty()) {
            LOG.info("Demonstration accounts, password \"{}\": {}", Staff.PASSWORD, String.join(", ", names));
        }
    }
}
