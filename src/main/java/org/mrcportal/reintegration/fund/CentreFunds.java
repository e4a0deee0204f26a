package org.mrcportal.reintegration.fund;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.mrcportal.centres.CentreId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The funds of a centre and the limits it sets itself, for plans and assistance. Reads within the scope. */
@Component
public class CentreFunds {

    private static final String CARDS = """
            select f.*, coalesce(u.committed, 0) as committed, coalesce(u.spent, 0) as spent,
                   f.centre_id = any ((select reintegration.guarded_by_me())::uuid[]) as exact
            from reintegration.fund f left join reintegration.use_of_funds() u on u.fund_id = f.id
            """;

    private final JdbcClient jdbc;

    CentreFunds(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * How a centre gives in a currency.
     *
     * @param cashLimit for one case, all its cash together; for steps that few may know of apart
     * @param quotationsAbove above this cost, three quotations or a reason
     */
    public record Limits(String currency, BigDecimal cashLimit, BigDecimal quotationsAbove) {}

    /** Those that have not ended, by project; one statement. */
    public List<FundCard> running(CentreId centre, LocalDate today) {
        return jdbc.sql(CARDS + " where f.centre_id = ? and f.ends_on >= ? order by lower(f.project), f.id")
                .params(centre.id(), today)
                .query(CentreFunds::card)
                .list();
    }

    /** All of the reader's centres, those that have ended last. */
    List<FundCard> all() {
        return jdbc.sql(CARDS + " order by f.ends_on desc, lower(f.project), f.id limit 200")
                .query(CentreFunds::card)
                .list();
    }

    public Optional<FundCard> find(UUID id) {
        return jdbc.sql(CARDS + " where f.id = ?")
                .param(id)
                .query(CentreFunds::card)
                .optional();
    }

    /** Empty: the centre gives no cash in this currency and wants three quotations for everything. */
    public Optional<Limits> limits(CentreId centre, String currency) {
        return jdbc.sql("""
                        select currency, cash_limit, quotations_above from reintegration.assistance_rule
                        where centre_id = ? and currency = ?
                        """)
                .params(centre.id(), currency)
                .query((row, number) -> new Limits(
                        row.getString("currency"),
                        row.getBigDecimal("cash_limit"),
                        row.getBigDecimal("quotations_above")))
                .optional();
    }

    private static FundCard card(ResultSet row, int number) throws SQLException {
        return new FundCard(
                row.getObject("id", UUID.class),
                row.getObject("centre_id", UUID.class),
                row.getString("project"),
                row.getString("donor"),
                row.getString("currency"),
                row.getBigDecimal("amount"),
                row.getBigDecimal("committed"),
                row.getBigDecimal("spent"),
                row.getObject("starts_on", LocalDate.class),
                row.getObject("ends_on", LocalDate.class),
                row.getBoolean("exact"));
    }
}
